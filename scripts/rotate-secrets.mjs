import "./lib/require-node.mjs";

// After SECRET_KEY was changed: encrypts every stored secret anew under it. SECRET_KEY_PREVIOUS names the keys before.
const { rotateStoredSecrets } = await import("./lib/rotate-stored-secrets.ts");
const { exitWithMessage } = await import("./lib/operator-error.ts");
await rotateStoredSecrets().catch(exitWithMessage);
