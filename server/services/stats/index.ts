export * from "./get-overview.ts";
export * from "./task-durations.ts";
export * from "./task-stats.ts";
