import { parseSchedule } from "../parse-schedule.ts";
import { ScheduleError } from "../schedule-error.ts";
import type { Draft } from "./draft.ts";
import { joinAnd } from "./phrases.ts";
import type { Plan } from "./plan.ts";
import { planToCron } from "./plan-to-cron.ts";
import { readDraft } from "./read-draft.ts";
import { refuse } from "./refusal.ts";
import { refusePairs } from "./refuse-pairs.ts";
import { resolveCount } from "./resolve-count.ts";
import { resolveDays } from "./resolve-days.ts";
import { resolveTimes } from "./resolve-times.ts";
import { toSentence } from "./to-sentence.ts";
import { spanOver } from "./token.ts";
import { tokenize } from "./tokenize.ts";
import { MONTH_NAMES } from "./words.ts";

export interface ReadSentence {
  readonly frequency: string;
  /** Null when the sentence names none. */
  readonly timezone: string | null;
  /** The canonical sentence of `frequency`. */
  readonly sentence: string;
}

/**
 * Reads one sentence, without looking for the nearest when it cannot.
 *
 * @throws SentenceRefusal
 */
export function readSentence(text: string): ReadSentence {
  const read = readDraft(text, tokenize(text));
  refusePairs(text, read);
  const draft = resolveCount(read);
  const plan: Plan = { ...resolveTimes(draft), ...resolveDays(draft) };
  const frequency = planToCron(plan);
  refuseImpossible(draft, plan, frequency);
  const sentence = toSentence(frequency);
  if (sentence === null) {
    refuse("The sentence names more times or days than one readable schedule; split it.", {
      position: 0,
      length: text.length,
    });
  }
  return { frequency, timezone: draft.timezone, sentence };
}

/** The engine knows which dates never come, such as 31 February. */
function refuseImpossible(draft: Draft, { days, months }: Plan, frequency: string): void {
  try {
    parseSchedule(frequency, "UTC");
  } catch (error) {
    const [first] = draft.days;
    if (!(error instanceof ScheduleError) || !first) throw error;
    const names = joinAnd(months.map((month) => MONTH_NAMES[month - 1]!));
    refuse(`No ${names} has a day ${joinAnd(days.monthDays.map(String))}.`, spanOver(first, draft.days.at(-1)!), [
      `on the last day of ${names}`,
    ]);
  }
}
