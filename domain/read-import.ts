import { badInput, DomainError } from "./errors.ts";
import { IMPORT_ENTRIES_MAX, type ImportKind } from "./import-values.ts";
import { jsonFault } from "./json-fault.ts";
import { SCHEDULES_PER_TASK_MAX } from "./policy.ts";

/** A task or an action as it was found, in the fields that its `create` takes. They are judged by that. */
export interface ImportEntry {
  kind: ImportKind;
  /** For people: its name, or its place. */
  label: string;
  wasActive: boolean;
  /** The page that a task names; null where it names none. */
  pageId: number | null;
  fields: Record<string, unknown>;
  /** Fields that mean something there and nothing here. */
  leftOut: string[];
}

const TASK_FIELDS = [
  ...["name", "callable", "frequency", "timezone", "payload", "triggers", "timeoutMs", "misfire", "misfireGraceMs"],
  ...["overlap", "retries", "retryDelayMs", "retryOn", "spreadMs", "startsAt", "endsAt", "pausedUntil"],
];
const ACTION_FIELDS = [
  ...["name", "code", "description", "environment", "triggers", "dependencies", "frequency", "timezone"],
];
/** What lists answer beside them, and what is made anew here. */
const EXPECTED = new Set([
  ...["id", "appId", "pageId", "active", "schedules", "actionVersion", "assets", "isPublished", "screenName"],
  ...["lastRunAt", "nextRunAt", "lastRun", "scheduleError", "createdAt", "updatedAt", "deletedAt"],
]);

/**
 * Reads tasks and actions out of JSON: a list of them, one alone, or what `get()` answers (`{ tasks }`, `{ actions }`). What
 * has code is an action.
 *
 * @throws DomainError INVALID_INPUT with the place in the text when it is not JSON, or holds none or too many.
 */
export function readImport(text: string): ImportEntry[] {
  const found = entriesOf(parse(text));
  if (found.length === 0) {
    throw badInput(
      "INVALID_INPUT",
      "There is no task and no action in it. Paste a list of them, or what Fliplet.App.Tasks.get() or Fliplet.App.V3.Actions.get() gives.",
      "text",
    );
  }
  if (found.length > IMPORT_ENTRIES_MAX)
    throw badInput("INVALID_INPUT", `There are ${found.length} in it; at most ${IMPORT_ENTRIES_MAX} at once.`, "text");
  return found.map(readEntry);
}

function parse(text: string): unknown {
  const position = jsonFault(text);
  if (position === null) return JSON.parse(text);
  const before = text.slice(0, position).split("\n");
  const place = `line ${before.length}, column ${before.at(-1)!.length + 1}`;
  throw new DomainError("bad_input", "INVALID_INPUT", `This is not JSON: look at ${place}.`, {
    field: "text",
    position,
  });
}

function entriesOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return [];
  const lists = [value.tasks, value.actions].filter(Array.isArray);
  if (lists.length > 0) return lists.flat();
  if (isRecord(value.action)) return [value.action];
  return "name" in value || "code" in value || "pageId" in value ? [value] : [];
}

function readEntry(entry: unknown, index: number): ImportEntry {
  const given = isRecord(entry) ? entry : {};
  const kind = "code" in given || given.actionVersion === "v3" ? "action" : "task";
  const known = kind === "task" ? TASK_FIELDS : ACTION_FIELDS;
  const fields = Object.fromEntries(known.flatMap((name) => (isNothing(given[name]) ? [] : [[name, given[name]]])));
  if (kind === "task") Object.assign(fields, schedulesOf(given.schedules));
  if ("schedules" in fields) for (const name of ["frequency", "payload"]) delete fields[name];
  const { name, pageId } = given;
  return {
    kind,
    label: typeof name === "string" && name !== "" ? name.slice(0, 300) : `Entry ${index + 1}`,
    wasActive: given.active === true,
    pageId: kind === "task" && typeof pageId === "number" ? pageId : null,
    fields,
    leftOut: [
      ...Object.keys(given).filter(
        (field) => !known.includes(field) && !EXPECTED.has(field) && !isNothing(given[field]),
      ),
      ...(kind === "action" ? schedulesLeftOut(given) : []),
    ],
  };
}

/** An action has one schedule at most: its frequency, which a list of schedules says again. */
function schedulesLeftOut({ frequency, schedules }: Record<string, unknown>): string[] {
  if (!Array.isArray(schedules)) return [];
  const kept = schedules.findIndex((one) => isRecord(one) && one.frequency === frequency);
  if (schedules.every((_one, index) => index === kept)) return [];
  return [kept === -1 ? "schedules" : "further schedules"];
}

/** Several schedules, without what a list of them answers beside. Of too many, enough are read to be refused as too many. */
function schedulesOf(given: unknown): { schedules?: unknown[] } {
  if (!Array.isArray(given) || given.length === 0) return {};
  const parts = ["frequency", "timezone", "payload"];
  const only = (one: unknown) =>
    isRecord(one) ? Object.fromEntries(Object.entries(one).filter(([part]) => parts.includes(part))) : one;
  return { schedules: given.slice(0, SCHEDULES_PER_TASK_MAX + 1).map(only) };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What says nothing need not be said here. */
const isNothing = (value: unknown) =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
