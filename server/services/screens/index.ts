export * from "./change-cases.ts";
export * from "./change-screens.ts";
export { contentOf, getScreenRow, getVersionRow } from "./internal.ts";
export { parseScript } from "./parse-script.ts";
export * from "./publish-screen.ts";
export * from "./read-screens.ts";
export { runCases, streamCases } from "./run-cases.ts";
export { streamTestRun, type TestRunEvent } from "./stream-test-run.ts";
export { unpublishScreen } from "./unpublish-screen.ts";
