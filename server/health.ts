import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { LAST_TICK } from "./scheduler/tick.ts";

/** Without a tick for this long while tasks are due, schedules stand still, seconds. */
const TICK_AGE_MAX_S = 180;

export interface Health {
  ready: boolean;
  /** What is wrong, in sentences; empty when ready. */
  reasons: string[];
}

/** Whether this process can do its work: it reaches the database, and somebody ticks. */
export async function checkHealth(db: Db): Promise<Health> {
  try {
    const { rows } = await db.execute<{ tick_age_s: number | null; due_for_s: number | null }>(sql`
      select
        (select extract(epoch from now() - updated_at)::float from system_state where key = ${LAST_TICK}) as tick_age_s,
        (select extract(epoch from now() - min(next_fire_at))::float from schedules where next_fire_at <= now()) as due_for_s`);
    const { tick_age_s: tickAgeS, due_for_s: dueForS } = rows[0]!;
    if (dueForS !== null && dueForS > TICK_AGE_MAX_S && (tickAgeS === null || tickAgeS > TICK_AGE_MAX_S)) {
      return {
        ready: false,
        reasons: [
          `No tick for ${Math.round(tickAgeS ?? dueForS)} s while tasks are due: nothing calls /api/cron and no ticker runs.`,
        ],
      };
    }
    return { ready: true, reasons: [] };
  } catch {
    return { ready: false, reasons: ["The database cannot be reached."] };
  }
}
