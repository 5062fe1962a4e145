export * from "./audit-schedule.ts";
export * from "./fire-due.ts";
export * from "./preview-schedule.ts";
