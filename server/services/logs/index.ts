export { exportLines } from "./export-lines.ts";
export { findLine, getLine } from "./find-line.ts";
export * from "./list-entries.ts";
export { listLines } from "./list-lines.ts";
