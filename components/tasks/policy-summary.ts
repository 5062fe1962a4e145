import { formatMinute } from "#lib/format/datetime.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { fromLocalInput } from "#lib/format/local-input.ts";
import { formatCount } from "#lib/format/number.ts";
import { MISFIRE_TEXTS, OVERLAP_TEXTS } from "./policy-texts.ts";
import { isCallable, type TaskDraft } from "./task-draft.ts";

/** What is typed in seconds, as a duration; as it is typed when it is no number. */
const seconds = (typed: string) =>
  typed.trim() === "" || !Number.isFinite(Number(typed)) ? `“${typed}”` : formatDuration(Number(typed) * 1_000);

/** `Late: run the newest only. Overlap: skip the new fire.` */
export function firesInWords({ misfire, misfireGraceS, overlap }: TaskDraft): string {
  const grace = misfire === "skip" ? `, after ${seconds(misfireGraceS)}` : "";
  return `Late: ${lower(MISFIRE_TEXTS[misfire].label)}${grace}. Overlap: ${lower(OVERLAP_TEXTS[overlap].label)}.`;
}

/** `No retries, stopped after 30s.` */
export function limitsInWords({ retries, retryDelayS, timeoutS }: TaskDraft): string {
  const count = Number(retries);
  const tries =
    count === 0 || !Number.isInteger(count)
      ? "No retries"
      : `${formatCount(count, "retry", "retries")}, the first after ${seconds(retryDelayS)}`;
  return `${tries}; stopped after ${seconds(timeoutS)}.`;
}

/** `Pages may run it.` */
export const callersInWords = (draft: TaskDraft) =>
  isCallable(draft)
    ? "Pages, servers, people and other tasks may run it."
    : "Servers, people and other tasks may run it.";

/** `Always, at the fire time.` */
export function windowInWords({ active, startsAt, endsAt, pausedUntil, spreadS }: TaskDraft): string {
  const parts = [
    !active && "switched off",
    moment("from", startsAt),
    moment("until", endsAt),
    moment("paused until", pausedUntil),
    Number(spreadS) > 0 && `spread over ${seconds(spreadS)}`,
  ].filter((part) => typeof part === "string");
  return parts.length === 0 ? "Always, at the fire time." : `${upper(parts.join(", "))}.`;
}

function moment(word: string, typed: string): string | false {
  const at = fromLocalInput(typed);
  return at !== null && `${word} ${formatMinute(at)}`;
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
const upper = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
