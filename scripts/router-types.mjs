import "./lib/require-node.mjs";

const { writeFileSync } = await import("node:fs");
const { join } = await import("node:path");
const { buildRouterTypes } = await import("#sdk/build-router-types.ts");
const { PROJECT_ROOT } = await import("./lib/project-root.ts");

writeFileSync(join(PROJECT_ROOT, "sdk", "router.d.ts"), buildRouterTypes(PROJECT_ROOT));
console.log("Wrote sdk/router.d.ts.");
