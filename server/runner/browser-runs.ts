import { eq, sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { runs, screens, screenVersions } from "#db/schema/index.ts";

/** How many runs of this process may wait for each place of a browser, beside the one that has it. */
export const BROWSER_LINE = 4;

/** How long a run for which the line is full stays in the queue before it is looked at again, ms; up to twice that. */
export const BROWSER_LOOK_AGAIN_MS = 5_000;

/** Whether the run, if it began now, would run in a browser. */
export async function isForBrowser(db: Pick<Db, "select">, runId: number): Promise<boolean> {
  const [row] = await db
    .select({ settings: screenVersions.settings })
    .from(runs)
    .innerJoin(screens, eq(screens.id, runs.screenId))
    .innerJoin(
      screenVersions,
      sql`${screenVersions.id} = case ${runs.environment} when 'draft' then ${screens.draftVersionId} else ${screens.publishedVersionId} end`,
    )
    .where(eq(runs.id, runId));
  return row?.settings.engine === "browser";
}
