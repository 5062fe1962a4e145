export { exportLines } from "./export-lines.ts";
export { findLine, getLine } from "./find-line.ts";
export { openLineStream, STREAMS_MAX } from "./follow-lines.ts";
export * from "./list-entries.ts";
export { listLines } from "./list-lines.ts";
