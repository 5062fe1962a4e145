import "./lib/require-node.mjs";

// Imported only now: an older Node could not even parse it.
const { start } = await import("./lib/start.ts");
await start(process.argv.slice(2));
