/** A worker on a database that is ready: what `scripts/start.mjs --role=worker` comes to, without what goes before. */
import { getContainer } from "#server/container.ts";

const container = await getContainer();
process.once("SIGTERM", async () => {
  await container.stopBackground(0);
  await container.close();
  process.exit(0);
});
container.startBackground();
console.log("carrying out runs");
