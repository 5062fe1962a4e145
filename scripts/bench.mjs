import "./lib/require-node.mjs";

const { runBenchmarks } = await import("./lib/run-benchmarks.ts");
const { exitWithMessage } = await import("./lib/operator-error.ts");
process.exitCode = await runBenchmarks(process.argv.slice(2)).catch(exitWithMessage);
