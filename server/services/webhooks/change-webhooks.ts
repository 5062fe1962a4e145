import { and, count, desc, eq, isNull, sql } from "drizzle-orm";
import { apps, tasks, webhooks } from "#db/schema/index.ts";
import { conflict } from "#domain/errors.ts";
import {
  type CreateWebhookInput,
  type ListWebhooksInput,
  WEBHOOKS_PER_APP_MAX,
  type Webhook,
  type WebhookRefInput,
} from "#domain/webhook.ts";
import { type AppContext, actorName } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { getTaskRow } from "../tasks/index.ts";
import { inTransaction } from "../transaction.ts";
import {
  audited,
  newPublicId,
  newWebhookSecret,
  sealWebhookSecret,
  targetOf,
  toWebhook,
  webhookNotFound,
} from "./internal.ts";

/** The webhook with its key in plain text, this once: it is stored encrypted and never shown again. */
export type ShownWebhook = Webhook & { secret: string };

/** The app's webhooks that were not revoked and whose task is there, newest first; never their keys. */
export async function listWebhooks(ctx: AppContext, { taskId }: ListWebhooksInput): Promise<Webhook[]> {
  const rows = await ctx.db
    .select({ webhook: webhooks, taskName: tasks.name })
    .from(webhooks)
    .innerJoin(tasks, eq(tasks.id, webhooks.taskId))
    .where(
      and(
        eq(webhooks.appId, ctx.appId),
        isNull(webhooks.revokedAt),
        isNull(tasks.deletedAt),
        taskId === undefined ? undefined : eq(webhooks.taskId, taskId),
      ),
    )
    .orderBy(desc(webhooks.id));
  return rows.map(({ webhook, taskName }) => toWebhook(webhook, taskName));
}

/**
 * Gives a task an address at which another system asks for its runs.
 *
 * @throws DomainError TASK_NOT_FOUND, WEBHOOK_LIMIT_REACHED.
 */
export async function createWebhook(ctx: AppContext, input: CreateWebhookInput): Promise<ShownWebhook> {
  const { name, kind } = input;
  const publicId = newPublicId();
  const secret = newWebhookSecret(kind);
  return inTransaction(ctx, async (tx) => {
    // Held, so that creations that race count one after the other.
    await tx.db.select({ id: apps.id }).from(apps).where(eq(apps.id, tx.appId)).for("no key update");
    const task = await getTaskRow(tx, input.idOrName);
    const [existing] = await tx.db
      .select({ n: count() })
      .from(webhooks)
      .where(and(eq(webhooks.appId, tx.appId), isNull(webhooks.revokedAt)));
    if (existing!.n >= WEBHOOKS_PER_APP_MAX) {
      throw conflict(
        "WEBHOOK_LIMIT_REACHED",
        `This app has ${existing!.n} webhooks; at most ${WEBHOOKS_PER_APP_MAX} are allowed. Revoke one that nobody calls.`,
      );
    }
    const [row] = await tx.db
      .insert(webhooks)
      .values({
        ...{ appId: tx.appId, taskId: task.id, name, publicId, kind, createdBy: actorName(tx.actor) },
        ...sealWebhookSecret(tx, secret, { appId: tx.appId, publicId }),
      })
      .returning();
    await recordChange(tx, { action: "create", target: targetOf(row!), after: audited(row!, task.name) });
    return { ...toWebhook(row!, task.name), secret };
  });
}

/** Gives a webhook a new key; the old one is refused from now on. @throws DomainError WEBHOOK_NOT_FOUND */
export async function rotateWebhook(ctx: AppContext, { id }: WebhookRefInput): Promise<ShownWebhook> {
  return inTransaction(ctx, async (tx) => {
    const [before] = await tx.db.select().from(webhooks).where(inForce(tx, id)).for("no key update");
    if (!before) throw webhookNotFound(id);
    const secret = newWebhookSecret(before.kind);
    await tx.db
      .update(webhooks)
      .set(sealWebhookSecret(tx, secret, before))
      .where(eq(webhooks.id, before.id));
    const [task] = await tx.db.select({ name: tasks.name }).from(tasks).where(eq(tasks.id, before.taskId));
    await recordChange(tx, { action: "rotate", target: targetOf(before) });
    return { ...toWebhook(before, task!.name), secret };
  });
}

/** Refuses all calls from now on, everywhere. @throws DomainError WEBHOOK_NOT_FOUND */
export async function revokeWebhook(ctx: AppContext, { id }: WebhookRefInput): Promise<{ id: number }> {
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.update(webhooks).set({ revokedAt: sql`now()` }).where(inForce(tx, id)).returning();
    if (!row) throw webhookNotFound(id);
    const { name, kind } = row;
    await recordChange(tx, { action: "revoke", target: targetOf(row), before: { name, kind } });
    return { id: row.id };
  });
}

const inForce = (tx: AppContext, id: number) =>
  and(eq(webhooks.id, id), eq(webhooks.appId, tx.appId), isNull(webhooks.revokedAt));
