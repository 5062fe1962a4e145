import { describe, ScheduleError } from "../cron/index.ts";

/** What starts a task. */
interface Starts {
  active?: boolean | undefined;
  frequency?: string | null | undefined;
  timezone?: string | undefined;
  schedules?: readonly { frequency: string; timezone?: string | undefined }[] | undefined;
  triggers?: readonly { type: string }[] | undefined;
}

/** A schedule in words, with its zone where that is not UTC; one that cannot be read as it stands. */
export function saySchedule(frequency: string, timezone = "UTC"): string {
  const zone = timezone === "UTC" ? "" : ` (${timezone})`;
  try {
    return `${describe(frequency, { use24Hour: true })}${zone}`;
  } catch (error) {
    if (error instanceof ScheduleError) return `${frequency}${zone}`;
    throw error;
  }
}

/** What starts a task, in words: its schedules, its triggers, or nothing but a call. */
export function say({ active, frequency, timezone, schedules, triggers }: Starts): string {
  const listed = schedules ?? (frequency ? [{ frequency, timezone }] : []);
  const starts = [
    ...listed.map((one) => saySchedule(one.frequency, one.timezone ?? timezone)),
    ...(triggers ?? []).map(({ type }) => `on ${type}`),
  ];
  const words = starts.length === 0 ? "on demand" : starts.join("; ");
  return active === false && starts.length > 0 ? `paused: ${words}` : words;
}
