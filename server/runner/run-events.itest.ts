import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { RUN_CHANNEL } from "#db/queue.ts";
import { useTestSystem } from "#tests/support/test-system.ts";

const system = useTestSystem();

const say = (text: string) => system.container.db.execute(sql`select pg_notify(${RUN_CHANNEL}, ${text})`);

/** Resolves once the process has heard everything that was said before. */
async function allHeard(): Promise<void> {
  const heard = system.container.runnerDeps.events.next("the last", 20_000);
  await say("the last");
  await heard;
}

it("tells a watch what came while its holder looked elsewhere, once", async () => {
  const { events } = system.container.runnerDeps;
  const watch = events.watch("queued");
  await say("queued");
  await say("ended:1");
  await allHeard();

  await watch.next(60_000);
  const stop = new AbortController();
  let isAnswered = false;
  const second = watch.next(60_000, stop.signal).then(() => {
    isAnswered = true;
  });
  await allHeard();
  expect(isAnswered).toBe(false);
  await say("queued");
  await second;

  const third = watch.next(60_000, stop.signal);
  stop.abort();
  await third;
  await watch.next(60_000, stop.signal);
  watch.close();
});
