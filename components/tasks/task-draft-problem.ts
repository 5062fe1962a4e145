import { triggerProblem } from "#components/triggers/trigger-draft.ts";
import { MISFIRE_GRACE_MS_MAX, RETRIES_MAX, RETRY_DELAY_MS_MAX, SPREAD_MS_MAX } from "#domain/policy.ts";
import { parsePayload } from "#lib/format/json.ts";
import { formatNumber } from "#lib/format/number.ts";
import type { TaskDraft } from "./task-draft.ts";

/** `field` is named as the server names it: `schedules.1.frequency`, `retryDelayMs`. */
export interface TaskDraftProblem {
  field: string;
  message: string;
}

/** What the form knows to be wrong before it asks the server; null when it is worth asking. */
export function taskDraftProblem(draft: TaskDraft): TaskDraftProblem | null {
  if (draft.pageId === null) return { field: "pageId", message: "Choose the screen that the task runs." };
  return (
    (draft.scheduled ? scheduleProblem(draft) : null) ??
    triggerProblem(draft.triggers) ??
    numberProblem(draft) ??
    momentProblem(draft)
  );
}

const UNREAD =
  "Nothing was saved, because this is not understood. Say it another way, or clear it to keep the cron expression below.";

function scheduleProblem({ schedules }: TaskDraft): TaskDraftProblem | null {
  for (const [index, { frequency, unread, payload }] of schedules.entries()) {
    if (unread !== undefined) return { field: `schedules.${index}.sentence`, message: UNREAD };
    if (frequency.trim() === "")
      return {
        field: `schedules.${index}.frequency`,
        message:
          schedules.length > 1
            ? "Write a cron expression, choose a preset, or remove this schedule."
            : "Write a cron expression, or choose a preset. For a task without one, choose On demand.",
      };
    const parsed = parsePayload(payload);
    if (!parsed.ok) return { field: `schedules.${index}.payload`, message: parsed.message };
  }
  return null;
}

/** The bounds of each number as it is typed. The server judges the time limit's. */
const NUMBERS = [
  { key: "timeoutS", field: "timeoutMs", what: "The time limit must be a number of seconds" },
  { key: "misfireGraceS", field: "misfireGraceMs", what: "The grace", min: 0, max: MISFIRE_GRACE_MS_MAX / 1_000 },
  { key: "retries", field: "retries", what: "The number of retries", min: 0, max: RETRIES_MAX, isWhole: true },
  { key: "retryDelayS", field: "retryDelayMs", what: "The pause", min: 1, max: RETRY_DELAY_MS_MAX / 1_000 },
  { key: "spreadS", field: "spreadMs", what: "The spread", min: 0, max: SPREAD_MS_MAX / 1_000 },
] as const;

function numberProblem(draft: TaskDraft): TaskDraftProblem | null {
  for (const rule of NUMBERS) {
    const text = draft[rule.key];
    const value = Number(text);
    const isNumber = text.trim() !== "" && Number.isFinite(value);
    if (!("max" in rule)) {
      if (!isNumber) return { field: rule.field, message: `${rule.what}.` };
      continue;
    }
    const { field, what, min, max } = rule;
    const isWhole = "isWhole" in rule;
    if (!isNumber || value < min || value > max || (isWhole && !Number.isInteger(value))) {
      const unit = isWhole ? "" : " seconds";
      return {
        field,
        message: `${what} must be ${isWhole ? "a whole number " : ""}from ${min} to ${formatNumber(max)}${unit}.`,
      };
    }
  }
  return null;
}

function momentProblem({ startsAt, endsAt, retries, retryOn }: TaskDraft): TaskDraftProblem | null {
  if (startsAt && endsAt && new Date(endsAt) <= new Date(startsAt))
    return { field: "endsAt", message: "The end must come after the start." };
  if (Number(retries) > 0 && retryOn.length === 0)
    return { field: "retryOn", message: "Say after which ends it retries, or set the retries to 0." };
  return null;
}
