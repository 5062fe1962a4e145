import { eq, sql } from "drizzle-orm";
import { pushes } from "#db/schema/index.ts";
import { PUSH_STATUSES, type PushAnswer, type PushCounts } from "#domain/push.ts";
import type { AppContext } from "../../context.ts";

/** How many pushes of a message have which status. */
export async function countPushes({ db }: Pick<AppContext, "db">, messageId: number): Promise<PushCounts> {
  const rows = await db
    .select({ status: pushes.status, n: sql<number>`count(*)::int` })
    .from(pushes)
    .where(eq(pushes.messageId, messageId))
    .groupBy(pushes.status);
  const found = new Map(rows.map(({ status, n }) => [status, n]));
  // Every status is a key.
  return Object.fromEntries(PUSH_STATUSES.map((status) => [status, found.get(status) ?? 0])) as PushCounts;
}

/** The message as its sender's handler learns of it; the same for each attempt that asks. */
export const toPushAnswer = (id: number, counts: PushCounts): PushAnswer => ({
  id,
  sent: counts.sent,
  failed: counts.failed + counts.waiting,
  removed: counts.gone,
  uncertain: counts.uncertain + counts.sending,
});
