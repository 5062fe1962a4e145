export * from "./change-screens.ts";
export { contentOf, getScreenRow, getVersionRow } from "./internal.ts";
export * from "./read-screens.ts";
export { streamTestRun, type TestRunEvent } from "./stream-test-run.ts";
