import { describeSchedule } from "./describe.ts";
import type { DescribeIn } from "./describe-in.ts";
import { is24Hour } from "./is-24-hour.ts";
import { parseSchedule } from "./parse-schedule.ts";
import { ScheduleError } from "./schedule-error.ts";

/** A schedule in words. */
export interface ScheduleText {
  words: string;
  /** What the words are in, as BCP 47 calls it. */
  language: string;
}

/**
 * A cron expression in words of a language, or of English where there is no translation that is true; null while it
 * cannot be read.
 *
 * @param language BCP 47
 */
export function saySchedule(expression: string, language: string, describeIn: DescribeIn): ScheduleText | null {
  try {
    const schedule = parseSchedule(expression, "UTC");
    const translated = describeIn(schedule, language);
    return translated === null
      ? { words: describeSchedule(schedule, { use24Hour: is24Hour(language) }), language: "en" }
      : { words: translated, language };
  } catch (error) {
    // Half typed, or from before a rule was tightened.
    if (error instanceof ScheduleError) return null;
    throw error;
  }
}
