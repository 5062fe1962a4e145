import { and, asc, eq, lte, sql } from "drizzle-orm";
import { apps, messages, notifications } from "#db/schema/index.ts";
import { isDomainError } from "#domain/errors.ts";
import type { AppContext, ServiceContext } from "../../context.ts";
import { asSystem, deliverPush } from "../push/index.ts";
import { inTransaction } from "../transaction.ts";
import { reserveNotificationPush } from "./internal.ts";

type Published = { app: AppContext; message: typeof messages.$inferSelect | null };

/** Notifications that one pass publishes; what they push is sent all at once. */
const BATCH = 10;

/**
 * Publishes scheduled notifications whose time has come. Status and push are written down together, and one that another
 * process holds is skipped: each is pushed once. A process that dies while it sends leaves the rest to
 * `resumeAbandonedPushes`. Answers with how many there were.
 */
export async function publishDueNotifications(ctx: ServiceContext, signal: AbortSignal): Promise<number> {
  const published: Published[] = [];
  while (published.length < BATCH && !signal.aborted) {
    const one = await publishNext(ctx);
    if (!one) break;
    published.push(one);
  }
  // One app's unreadable key must not keep the others from theirs; its own message says so.
  await Promise.allSettled(published.map(({ app, message }) => message && deliverPush(app, message, signal)));
  return published.length;
}

/** One a transaction: an app whose limit is full holds nobody else up. */
function publishNext(ctx: ServiceContext): Promise<Published | null> {
  return inTransaction(ctx, async (tx) => {
    const [due] = await tx.db
      .select({ row: notifications, organizationId: apps.organizationId })
      .from(notifications)
      .innerJoin(apps, eq(apps.id, notifications.appId))
      .where(and(eq(notifications.status, "scheduled"), lte(notifications.orderAt, sql`now()`)))
      .orderBy(asc(notifications.orderAt))
      .limit(1)
      .for("update", { of: notifications, skipLocked: true });
    if (!due) return null;
    const { row, organizationId } = due;
    await tx.db
      .update(notifications)
      .set({ status: "published", updatedAt: sql`now()` })
      .where(eq(notifications.id, row.id));
    const app = asSystem(ctx, organizationId, row.appId);
    const inTx = { ...app, db: tx.db };
    // Shown all the same when its push is refused, and the outbox says why it was not pushed.
    const message = await inTransaction(inTx, async (savepoint) => {
      const reserved = await reserveNotificationPush(savepoint, row, { taskId: row.taskId, runId: row.runId });
      return reserved && !reserved.isRepeat ? reserved.row : null;
    }).catch(async (error: unknown) => {
      if (!isDomainError(error)) throw error;
      await inTx.db.insert(messages).values({
        appId: row.appId,
        taskId: row.taskId,
        runId: row.runId,
        channel: "push",
        status: "failed",
        effectKey: `notification:${row.id}`,
        recipients: [],
        subject: row.push?.title ?? null,
        body: row.push?.body ?? "",
        push: row.push,
        notificationId: row.id,
        messageId: `push_notification_${row.id}`,
        error: error.message,
      });
      return null;
    });
    return { app, message };
  });
}
