import "./lib/require-node.mjs";

const { runSuites } = await import("./lib/run-suites.ts");
const { exitWithMessage } = await import("./lib/operator-error.ts");
process.exitCode = await runSuites(process.argv.slice(2)).catch(exitWithMessage);
