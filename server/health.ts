import { setTimeout as wait } from "node:timers/promises";
import type { Db } from "#db/client.ts";
import { schedulerHealth } from "./services/schedules/index.ts";

export interface Health {
  ready: boolean;
  /** What is wrong, in sentences; empty when ready. */
  reasons: string[];
}

/** Whoever asks must hear in time, also when the database says nothing at all, ms. */
const ANSWERED_WITHIN_MS = 4_000;

/** Whether this process can do its work: it reaches the database, and somebody ticks. */
export async function checkHealth(db: Db): Promise<Health> {
  try {
    const { isStale, tickAgeS, lagS } = await inTime(schedulerHealth({ db }));
    if (!isStale) return { ready: true, reasons: [] };
    return {
      ready: false,
      reasons: [`No tick for ${tickAgeS ?? lagS} s while fires are due: nothing calls /api/cron and no ticker runs.`],
    };
  } catch {
    return { ready: false, reasons: ["The database cannot be reached."] };
  }
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  const answered = new AbortController();
  const silence = wait(ANSWERED_WITHIN_MS, null, { signal: answered.signal }).then(() => {
    throw new Error("The database does not answer.");
  });
  return Promise.race([answer, silence]).finally(() => answered.abort());
}
