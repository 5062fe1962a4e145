import { and, asc, eq, gt } from "drizzle-orm";
import { pushes } from "#db/schema/index.ts";
import type { ListDeliveriesInput, PushDelivery } from "#domain/push.ts";
import type { AppContext } from "../../context.ts";

/** What became of a push message, by subscription; `nextCursor` fetches more and is null at the end. */
export async function listDeliveries(
  ctx: AppContext,
  { messageId, limit = 50, cursor }: ListDeliveriesInput,
): Promise<{ deliveries: PushDelivery[]; nextCursor: number | null }> {
  const rows = await ctx.db
    .select({
      id: pushes.id,
      subscriptionId: pushes.subscriptionId,
      userId: pushes.userId,
      userAgent: pushes.userAgent,
      status: pushes.status,
      statusCode: pushes.statusCode,
      error: pushes.error,
      attempts: pushes.attempts,
    })
    .from(pushes)
    .where(
      and(eq(pushes.appId, ctx.appId), eq(pushes.messageId, messageId), cursor ? gt(pushes.id, cursor) : undefined),
    )
    .orderBy(asc(pushes.id))
    .limit(limit + 1);
  return {
    deliveries: rows.slice(0, limit),
    nextCursor: rows.length > limit ? rows[limit - 1]!.id : null,
  };
}
