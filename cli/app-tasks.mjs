#!/usr/bin/env node
import "../scripts/lib/require-node.mjs";

// Imported only now: an older Node could not even parse it.
const { main } = await import("./main.ts");
await main();
