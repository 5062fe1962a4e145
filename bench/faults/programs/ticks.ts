/** Ticks without pause, several at the same time, each on connections of its own. Input: `{ parallel }`. */
import { setTimeout as wait } from "node:timers/promises";
import { openDb } from "#db/client.ts";
import { tick } from "#server/scheduler/tick.ts";
import { openContext } from "./context.ts";

const PAUSE_MS = 1_000;

const { parallel } = JSON.parse(process.argv[2]!) as { parallel: number };
const ctx = await openContext();
const handles = Array.from({ length: parallel }, () => openDb(process.env.DATABASE_URL!, { max: 1 }));
process.once("SIGTERM", () => process.exit(0));
for (;;) {
  // A tick that the database breaks off is nothing to worry about: the next one finds what it left.
  const now = await ctx.clock.now().catch(() => null);
  if (now) await Promise.allSettled(handles.map(({ db }) => tick({ ...ctx, db }, now)));
  await wait(PAUSE_MS);
}
