export * from "./bulk-runs.ts";
export { cancelRun } from "./cancel-run.ts";
export * from "./count-runs.ts";
export * from "./read-runs.ts";
export * from "./release-lane.ts";
export { replayRun } from "./replay-run.ts";
export { insertRun, type RequestedRun, requestRun } from "./request-run.ts";
export * from "./run-page.ts";
export * from "./run-user.ts";
