import { describeSchedule } from "./describe.ts";
import { nextFires } from "./next-fire.ts";
import { parseSchedule } from "./parse-schedule.ts";
import { type ScheduleWarning, warnings } from "./warnings.ts";

export interface PreviewInput {
  frequency: string;
  /** IANA name. */
  timezone: string;
  /** Fires strictly after this instant, and clock changes from it on, are shown. */
  from: Date;
  count: number;
  /** How long the screen's runs usually take, ms, to warn of fires that come sooner. */
  usualDurationMs?: number | null;
}

export interface SchedulePreview {
  /** The schedule in English words. */
  text: string;
  warnings: ScheduleWarning[];
  /** Oldest first; the same instants that the scheduler will fire at. */
  fires: Date[];
}

/**
 * What the editor shows for a schedule while it is typed.
 *
 * @throws ScheduleError when the expression or the zone is not valid.
 */
export function preview({ frequency, timezone, from, count, usualDurationMs }: PreviewInput): SchedulePreview {
  const schedule = parseSchedule(frequency, timezone);
  return {
    text: describeSchedule(schedule),
    warnings: warnings(schedule, from, usualDurationMs),
    fires: nextFires(schedule, from, count),
  };
}
