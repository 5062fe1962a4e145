import type { Db } from "#db/client.ts";
import { APP_IS_FULL, type ClaimedRun, claimRun } from "#server/runner/claim-run.ts";

/** Claims a run as another process does, in an app that has room; null when the run is not ready. */
export async function claim(db: Db, runId: number, owner: string): Promise<ClaimedRun | null> {
  const claimed = await claimRun(db, runId, owner);
  if (claimed === APP_IS_FULL) throw new Error(`The app of run ${runId} has no room`);
  return claimed;
}
