import "./lib/require-node.mjs";

const { packCli } = await import("./lib/pack-cli.ts");
const { exitWithMessage } = await import("./lib/operator-error.ts");
await packCli().then((file) => console.log(`Packed ${file}`), exitWithMessage);
