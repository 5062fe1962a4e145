import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { type RunRow, runs } from "#db/schema/index.ts";

/** How long a claim holds without a heartbeat, seconds on the database's clock. */
export const LEASE_S = 30;

/** A run that took down its worker this often is not tried again, whatever its task says. */
export const CRASHES_MAX = 3;

/** Time between heartbeats, ms. */
const HEARTBEAT_MS = 8_000;

/** A worker that could not renew its lease stops this long before it ends, ms: the run may soon be someone else's. */
const SAFETY_MS = 2_000;

export const leaseEnd: SQL = sql`now() + make_interval(secs => ${LEASE_S})`;

export interface Heartbeat {
  stop(): void;
}

/**
 * Keeps a run's lease alive. `onLost` is called once when the run is no longer this attempt's, or when the database
 * could not be reached for so long that it soon will not be; `onCancel` when someone asked to cancel it.
 */
export function startHeartbeat(
  db: Db,
  run: Pick<RunRow, "id" | "attempt">,
  { onLost, onCancel, now }: { onLost(): void; onCancel(): void; now(): number },
): Heartbeat {
  let renewedAt = now();
  let beating = false;
  const beat = async () => {
    if (beating) return;
    beating = true;
    const askedAt = now();
    try {
      const [held] = await db
        .update(runs)
        .set({ leaseExpiresAt: leaseEnd })
        .where(and(eq(runs.id, run.id), eq(runs.attempt, run.attempt), eq(runs.status, "running")))
        .returning({ cancelRequestedAt: runs.cancelRequestedAt });
      if (!held) onLost();
      else {
        renewedAt = askedAt;
        if (held.cancelRequestedAt) onCancel();
      }
    } catch {
      // The next beat tries again; the watch below says when it is too late.
    } finally {
      beating = false;
    }
  };
  const heart = setInterval(beat, HEARTBEAT_MS);
  const watch = setInterval(() => {
    if (now() - renewedAt > LEASE_S * 1_000 - SAFETY_MS) onLost();
  }, 1_000);
  return {
    stop() {
      clearInterval(heart);
      clearInterval(watch);
    },
  };
}
