export * from "./create-task.ts";
export { getTaskRow } from "./internal.ts";
export * from "./read-tasks.ts";
export * from "./remove-task.ts";
export * from "./restore-task.ts";
export * from "./update-task.ts";
