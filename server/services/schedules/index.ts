export * from "./audit-schedule.ts";
export * from "./backfill.ts";
export * from "./change-schedules.ts";
export * from "./fire-due.ts";
export * from "./plan-ahead.ts";
export * from "./preview-schedule.ts";
export * from "./scheduler-health.ts";
export * from "./timetable.ts";
