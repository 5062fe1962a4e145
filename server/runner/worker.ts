import { setTimeout as wait } from "node:timers/promises";
import { deliverDue } from "../services/endpoints/index.ts";
import { drain } from "./drain.ts";
import { reapRuns } from "./reap-runs.ts";
import type { RunnerDeps } from "./runner-deps.ts";
import { sendDueNotifications } from "./send-due-notifications.ts";

/** How often the queue is looked at when no notice comes, ms. */
const POLL_MS = 2_000;
const REAP_EVERY_MS = 10_000;
const NOTIFY_EVERY_MS = 5_000;
const DELIVER_EVERY_MS = 2_000;
const AFTER_ERROR_MS = 1_000;

export interface Worker {
  /** Takes nothing more, and waits for what it began. */
  stop(): Promise<void>;
}

/** Carries out queued runs until stopped, sends what is scheduled or owed to endpoints, and cleans up after processes that died. */
export function startWorker(deps: RunnerDeps): Worker {
  const stopping = new AbortController();
  const queued = deps.events.watch("queued");
  const loops = [
    forever(stopping.signal, deps, "working off the queue", async () => {
      await drain(deps, stopping.signal);
      await queued.next(POLL_MS, stopping.signal);
    }),
    forever(stopping.signal, deps, "cleaning up lost runs", async () => {
      await reapRuns(deps);
      await wait(REAP_EVERY_MS, undefined, { signal: stopping.signal });
    }),
    forever(stopping.signal, deps, "sending notifications", async () => {
      const sent = await sendDueNotifications(deps, stopping.signal);
      if (sent === 0) await wait(NOTIFY_EVERY_MS, undefined, { signal: stopping.signal });
    }),
    forever(stopping.signal, deps, "delivering webhooks", async () => {
      const sent = await deliverDue(deps.services, { signal: stopping.signal, now: deps.now, random: Math.random });
      if (sent === 0) await wait(DELIVER_EVERY_MS, undefined, { signal: stopping.signal });
    }),
  ];
  return {
    async stop() {
      stopping.abort();
      await Promise.all(loops);
      queued.close();
    },
  };
}

async function forever(signal: AbortSignal, deps: RunnerDeps, what: string, round: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    try {
      await round();
    } catch (error) {
      if (signal.aborted) return;
      deps.log.warn({ error: String(error) }, `${what} failed; trying again`);
      await wait(AFTER_ERROR_MS, undefined, { signal }).catch(() => {});
    }
  }
}
