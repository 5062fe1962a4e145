import "./lib/require-node.mjs";

// Retakes docs/screenshots from a running product: SCREENSHOT_URL, ADMIN_EMAIL and ADMIN_PASSWORD say which and who.
const { takeScreenshots } = await import("./lib/take-screenshots.ts");
const { exitWithMessage } = await import("./lib/operator-error.ts");
await takeScreenshots().catch(exitWithMessage);
