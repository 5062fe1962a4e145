import { daysInWords } from "./days-in-words.ts";
import type { Plan } from "./plan.ts";
import { SENTENCE_LENGTH_MAX } from "./refusal.ts";
import { timesInWords } from "./times-in-words.ts";

/** The canonical sentence of a plan, or null when none of readable length says it. */
export function planToSentence(plan: Plan): string | null {
  const times = timesInWords(plan);
  if (!times) return null;
  const { lead, tail } = daysInWords(plan);
  const sentence =
    "interval" in times
      ? `${times.interval}${lead === "" ? "" : `, ${lead}`}${tail}`
      : `${lead === "" ? "every day" : lead} ${times.moments}${tail}`;
  return sentence.length > SENTENCE_LENGTH_MAX ? null : sentence;
}
