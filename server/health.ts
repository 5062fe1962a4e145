import type { Db } from "#db/client.ts";
import { schedulerHealth } from "./services/schedules/index.ts";

export interface Health {
  ready: boolean;
  /** What is wrong, in sentences; empty when ready. */
  reasons: string[];
}

/** Whether this process can do its work: it reaches the database, and somebody ticks. */
export async function checkHealth(db: Db): Promise<Health> {
  try {
    const { isStale, tickAgeS, lagS } = await schedulerHealth({ db });
    if (!isStale) return { ready: true, reasons: [] };
    return {
      ready: false,
      reasons: [`No tick for ${tickAgeS ?? lagS} s while fires are due: nothing calls /api/cron and no ticker runs.`],
    };
  } catch {
    return { ready: false, reasons: ["The database cannot be reached."] };
  }
}
