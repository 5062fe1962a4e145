import type { AuditEntry } from "#domain/audit.ts";
import type { MisfirePolicy, OverlapPolicy, RetryableStatus } from "#domain/policy.ts";
import type { UpdateTaskInput } from "#domain/task.ts";
import { formatAbsolute } from "#lib/format/datetime.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatNumber } from "#lib/format/number.ts";
import { MISFIRE_TEXTS, OVERLAP_TEXTS, RETRY_ON_TEXTS } from "./policy-texts.ts";

/** One schedule as the trail keeps it. */
export interface KeptSchedule {
  frequency: string;
  timezone: string;
  /** As JSON; null for none. */
  payload: string | null;
}

/** One field that a change touched. What it was or became is null where there was or is nothing. */
export type FieldChange =
  | { kind: "text"; label: string; before: string | null; after: string | null }
  | { kind: "schedules"; label: string; before: KeptSchedule[] | null; after: KeptSchedule[] | null };

type Show = (value: unknown) => string | null;

const text: Show = (value) => (value === null || value === undefined ? null : String(value));
const time: Show = (value) => (typeof value === "string" ? formatAbsolute(value) : null);
const duration: Show = (value) => (typeof value === "number" ? formatDuration(value) : text(value));
const count: Show = (value) => (typeof value === "number" ? formatNumber(value) : text(value));
// A value that this version does not know shows as it is kept.
const from =
  (words: Record<string, string | undefined>): Show =>
  (value) =>
    words[String(value)] ?? text(value);
const labels = <K extends string>(texts: Record<K, { label: string }>) =>
  Object.fromEntries(Object.entries<{ label: string }>(texts).map(([key, { label }]) => [key, label]));

/** `dataSource.entry.create, app.task.failed`; what each filters stays in the trail itself. */
function triggersInWords(value: unknown): string | null {
  if (!Array.isArray(value)) return text(value);
  return value.map((trigger: { type?: unknown }) => String(trigger.type)).join(", ") || null;
}

/** The fields of a task in the order of its form; `pageId` is told by the screen's name. */
const FIELDS: Record<string, { label: string; show: Show }> = {
  name: { label: "Name", show: text },
  screenName: { label: "Screen", show: text },
  active: { label: "Switch", show: (value) => (value ? "Switched on" : "Switched off") },
  callable: { label: "Calls from pages", show: (value) => (value ? "Allowed" : "Not allowed") },
  timezone: { label: "Time zone", show: text },
  misfire: { label: "Missed fires", show: from(labels<MisfirePolicy>(MISFIRE_TEXTS)) },
  misfireGraceMs: { label: "Grace", show: duration },
  overlap: { label: "Overlapping fires", show: from(labels<OverlapPolicy>(OVERLAP_TEXTS)) },
  retries: { label: "Retries", show: count },
  retryDelayMs: { label: "Pause before a retry", show: duration },
  retryOn: {
    label: "Retries after",
    show: (value) =>
      Array.isArray(value)
        ? value.map((status) => RETRY_ON_TEXTS[status as RetryableStatus] ?? String(status)).join(", ") || null
        : text(value),
  },
  timeoutMs: { label: "Time limit", show: duration },
  startsAt: { label: "Start", show: time },
  endsAt: { label: "End", show: time },
  pausedUntil: { label: "Paused until", show: time },
  spreadMs: { label: "Spread", show: duration },
  triggers: { label: "Runs on events", show: triggersInWords },
};

/** What a change did to a task, field by field in the order of its form, the schedules last. */
export function fieldChanges({ before, after }: Pick<AuditEntry, "before" | "after">): FieldChange[] {
  const has = (field: string) => [before, after].some((state) => state !== null && field in state);
  const fields = Object.entries(FIELDS).flatMap(([field, { label, show }]): FieldChange[] =>
    has(field)
      ? [{ kind: "text", label, before: before && show(before[field]), after: after && show(after[field]) }]
      : [],
  );
  if (!has("schedules")) return fields;
  const schedules = { before: keptSchedules(before?.schedules), after: keptSchedules(after?.schedules) };
  return [...fields, { kind: "schedules", label: "Schedule", ...schedules }];
}

function keptSchedules(value: unknown): KeptSchedule[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  return value.map((schedule: Record<string, unknown>) => ({
    frequency: String(schedule.frequency),
    timezone: String(schedule.timezone),
    payload: schedule.payload === null || schedule.payload === undefined ? null : JSON.stringify(schedule.payload),
  }));
}

/** Fields that an update takes as the trail keeps them. */
const RESTORED = [...Object.keys(FIELDS).filter((field) => field !== "screenName"), "pageId"];

/**
 * What to send to make a task again what it was before a change; null when the change did not only alter fields, or the
 * trail keeps too little of them. A single schedule stays the same schedule; several are made anew.
 */
export function restoringInput({ action, before }: Pick<AuditEntry, "action" | "before">) {
  if (action !== "update" || !before) return null;
  const fields = Object.fromEntries(RESTORED.flatMap((field) => (field in before ? [[field, before[field]]] : [])));
  const schedules = "schedules" in before ? scheduleInput(before.schedules) : {};
  // The trail keeps what an update once took.
  return schedules && ({ ...fields, ...schedules } as Omit<UpdateTaskInput, "idOrName">);
}

function scheduleInput(kept: unknown): object | null {
  if (!Array.isArray(kept)) return null;
  if (kept.length === 0) return { frequency: null };
  return kept.length === 1 ? kept[0] : { schedules: kept };
}

const VERBS: Record<string, string> = {
  create: "created the task",
  update: "changed",
  remove: "deleted the task",
  restore: "took its deletion back",
};

/** `changed Name and Retries`, `created the task`. */
export function changeInWords({ action, before, after }: Pick<AuditEntry, "action" | "before" | "after">): string {
  const verb = VERBS[action] ?? action;
  if (action !== "update") return verb;
  const isSwitched = Object.keys(after ?? {}).join() === "active" && before !== null && "active" in before;
  if (isSwitched) return `switched the schedule ${after?.active ? "on" : "off"}`;
  const names = fieldChanges({ before, after }).map(({ label }) => label.toLowerCase());
  const shown = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : names;
  return shown.length < 2
    ? `${verb} ${shown.join("")}`
    : `${verb} ${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}
