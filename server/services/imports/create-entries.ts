import { setImmediate } from "node:timers/promises";
import { ZodError } from "zod";
import { type Action, createActionInput } from "#domain/action.ts";
import { preview, ScheduleError } from "#domain/cron/index.ts";
import { badInput, isDomainError } from "#domain/errors.ts";
import type { ImportInput, ImportItem, ImportProblem, ImportSchedule } from "#domain/import.ts";
import { SCHEDULES_PER_TASK_MAX } from "#domain/policy.ts";
import type { ImportEntry } from "#domain/read-import.ts";
import { createTaskInput, type Task } from "#domain/task.ts";
import { TASK_DEFAULTS } from "#domain/task-defaults.ts";
import type { AppContext } from "../../context.ts";
import { createAction } from "../actions/index.ts";
import { createTask } from "../tasks/index.ts";
import { inTransaction } from "../transaction.ts";

type Choices = Pick<ImportInput, "screens" | "skip">;

/** What became of an entry; `made` is null when it was refused or left out. */
export interface Created {
  item: ImportItem;
  made: { id: number; name: string } | null;
}

/** An entry, and what can be told of it before anything is made of it. */
export interface DescribedEntry {
  entry: ImportEntry;
  facts: Omit<ImportItem, "index" | "isSkipped">;
}

/** Reads the entries' schedules for people. Not inside a transaction, and letting others go on between two entries. */
export async function describeEntries(ctx: AppContext, entries: readonly ImportEntry[]): Promise<DescribedEntry[]> {
  const now = await ctx.clock.now();
  const described: DescribedEntry[] = [];
  for (const entry of entries) {
    described.push({ entry, facts: factsOf(entry, now) });
    await setImmediate();
  }
  return described;
}

/**
 * Creates what the entries name, each inactive, in the transaction of `tx`. One that is refused leaves nothing behind, and
 * its item says why.
 */
export async function createEntries(
  tx: AppContext,
  entries: readonly DescribedEntry[],
  { screens, skip }: Choices,
): Promise<Created[]> {
  const created: Created[] = [];
  for (const [index, { entry, facts }] of entries.entries()) {
    const item: ImportItem = { ...facts, index, isSkipped: skip.includes(index) };
    if (item.isSkipped) {
      created.push({ item, made: null });
      continue;
    }
    try {
      created.push(entry.kind === "task" ? await asTask(tx, entry, item, screens) : await asAction(tx, entry, item));
    } catch (error) {
      created.push({ item: { ...item, problem: problemOf(error) }, made: null });
    }
  }
  return created;
}

async function asTask(
  tx: AppContext,
  { pageId, fields }: ImportEntry,
  item: ImportItem,
  screens: ImportInput["screens"],
): Promise<Created> {
  const screenId = screens[pageId ?? ""] ?? pageId;
  if (screenId === null)
    throw badInput("SCREEN_NOT_FOUND", "It names no page. Choose the screen that it shall run.", "pageId");
  const input = createTaskInput.parse({ ...fields, pageId: screenId, active: false });
  const task = await inTransaction(tx, (own) => createTask(own, input));
  const screen = { id: task.pageId, name: task.screenName };
  return { item: { ...item, screen, triggers: triggersOf(task) }, made: task };
}

async function asAction(tx: AppContext, { fields }: ImportEntry, item: ImportItem): Promise<Created> {
  const input = createActionInput.parse({ ...fields, active: false });
  const { action } = await inTransaction(tx, (own) => createAction(own, input));
  return { item: { ...item, triggers: triggersOf(action) }, made: action };
}

function factsOf(entry: ImportEntry, now: Date): DescribedEntry["facts"] {
  const { kind, label, wasActive, pageId, fields, leftOut } = entry;
  const { code } = fields;
  return {
    ...{ kind, name: label, wasActive, pageId, leftOut },
    screen: null,
    codeLines: typeof code === "string" ? code.split("\n").length : null,
    schedules: schedulesOf(fields)
      .slice(0, SCHEDULES_PER_TASK_MAX)
      .map((one) => ({ ...one, ...meaningOf(one, now) })),
    triggers: [],
    problem: null,
  };
}

function schedulesOf(fields: ImportEntry["fields"]): Pick<ImportSchedule, "frequency" | "timezone">[] {
  const given = Array.isArray(fields.schedules) ? fields.schedules : [fields];
  const textOf = (timezone: unknown) => (typeof timezone === "string" ? timezone : undefined);
  return given.flatMap((one: { frequency?: unknown; timezone?: unknown } | null) =>
    typeof one?.frequency === "string"
      ? [
          {
            frequency: one.frequency,
            timezone: textOf(one.timezone) ?? textOf(fields.timezone) ?? TASK_DEFAULTS.timezone,
          },
        ]
      : [],
  );
}

/** Null both for a schedule that cannot be read, of which the entry's problem tells. */
function meaningOf(
  { frequency, timezone }: Pick<ImportSchedule, "frequency" | "timezone">,
  now: Date,
): Pick<ImportSchedule, "text" | "nextFireAt"> {
  try {
    const { text, fires } = preview({ frequency, timezone, from: now, count: 1 });
    return { text, nextFireAt: fires[0]?.toISOString() ?? null };
  } catch (error) {
    if (error instanceof ScheduleError) return { text: null, nextFireAt: null };
    throw error;
  }
}

/** What starts it beside its schedule. */
function triggersOf({ triggers }: Pick<Task, "triggers"> | Pick<Action, "triggers">): string[] {
  return triggers.flatMap((one) => {
    if ("type" in one) return [one.type];
    if (one.trigger === "schedule") return [];
    return [typeof one.where?.type === "string" ? `${one.trigger}: ${one.where.type}` : one.trigger];
  });
}

/** @throws what is no refusal */
function problemOf(error: unknown): ImportProblem {
  if (isDomainError(error)) {
    const { status, message, field = null, position = null } = error;
    return { status, message, field, position };
  }
  if (!(error instanceof ZodError)) throw error;
  const [issue] = error.issues;
  const params = issue && "params" in issue ? (issue.params as { status?: string } | undefined) : undefined;
  return {
    status: params?.status ?? "INVALID_INPUT",
    message: issue?.message ?? "It is not valid.",
    field: issue && issue.path.length > 0 ? issue.path.join(".") : null,
    position: null,
  };
}
