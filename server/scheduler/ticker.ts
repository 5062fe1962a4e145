import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";
import type { ServiceContext } from "../context.ts";
import { tick } from "./tick.ts";

const EVERY_MS = 1_000;
const AFTER_ERROR_MS = 2_000;

export interface Ticker {
  stop(): Promise<void>;
}

/** Ticks about once a second until stopped, a moment after each full second, for installations that host themselves. */
export function startTicker(ctx: ServiceContext, log: Logger): Ticker {
  const stopping = new AbortController();
  const loop = (async () => {
    while (!stopping.signal.aborted) {
      let pauseMs = EVERY_MS;
      try {
        const now = await ctx.clock.now();
        const { fired, skipped, missed } = await tick(ctx, now, stopping.signal);
        if (fired + skipped + missed > 0) log.debug({ fired, skipped, missed }, "tick");
        // The next fire can only be due at a full second.
        pauseMs = EVERY_MS - (now.getTime() % EVERY_MS);
      } catch (error) {
        log.warn({ error: String(error) }, "a tick failed; trying again");
        pauseMs = AFTER_ERROR_MS;
      }
      await wait(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}
