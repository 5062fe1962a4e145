import { parseSchedule } from "../parse-schedule.ts";
import { ScheduleError } from "../schedule-error.ts";
import { planToSentence } from "./plan-to-sentence.ts";
import { scheduleToPlan } from "./schedule-to-plan.ts";

/**
 * The canonical English sentence of a cron expression: `parseSentence` reads it
 * back to the same schedule. Null when the expression is invalid, or says what
 * the grammar cannot (uneven steps at fixed hours, days that must match both
 * day fields, lists too long to read).
 */
export function toSentence(frequency: string): string | null {
  try {
    const plan = scheduleToPlan(parseSchedule(frequency, "UTC"));
    return plan && planToSentence(plan);
  } catch (error) {
    if (error instanceof ScheduleError) return null;
    throw error;
  }
}
