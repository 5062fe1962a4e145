export { type ClockChangeEffect, clockChangeEffect } from "./clock-change-effect.ts";
export { type DescribeOptions, describe, describeSchedule } from "./describe.ts";
export { firesBetween, nextFire, nextFires, previousFire } from "./next-fire.ts";
export { FREQUENCY_LENGTH_MAX, parseSchedule } from "./parse-schedule.ts";
export { type PreviewInput, preview, type SchedulePreview } from "./preview.ts";
export type { Schedule } from "./schedule.ts";
export { ScheduleError, type ScheduleErrorStatus, type SchedulePart } from "./schedule-error.ts";
export { type ScheduleWarning, type ScheduleWarningCode, warnings } from "./warnings.ts";
export { type ClockChange, isValidTimezone, listTimezones, nextClockChanges, offsetMinutesAt } from "./zone.ts";
