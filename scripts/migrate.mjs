import "./lib/require-node.mjs";

// For hosts that never run `npm start`: brings the database of DATABASE_URL up to this version and prepares it.
const { migrateAndPrepare } = await import("./lib/migrate-and-prepare.ts");
const { exitWithMessage } = await import("./lib/operator-error.ts");
await migrateAndPrepare().catch(exitWithMessage);
