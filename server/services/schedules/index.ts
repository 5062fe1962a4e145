export * from "./audit-schedule.ts";
export * from "./change-schedules.ts";
export * from "./fire-due.ts";
export * from "./preview-schedule.ts";
