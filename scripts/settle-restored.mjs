import "./lib/require-node.mjs";

// After a backup was restored, before anything works on it: nothing that it holds or owes happens a second time by itself.
const { settleRestoredDatabase } = await import("./lib/settle-restored-database.ts");
const { exitWithMessage } = await import("./lib/operator-error.ts");
await settleRestoredDatabase().catch(exitWithMessage);
