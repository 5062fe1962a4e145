import "./lib/require-node.mjs";

const { ensureBuild } = await import("./lib/build.ts");
const { exitWithMessage } = await import("./lib/operator-error.ts");
await ensureBuild({ web: true }).catch(exitWithMessage);
