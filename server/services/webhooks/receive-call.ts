import { randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { enqueueRuns } from "#db/queue.ts";
import { apps, tasks, type WebhookRow, webhooks } from "#db/schema/index.ts";
import { badInput, conflict, isDomainError, notFound, rateLimited, unauthorized } from "#domain/errors.ts";
import { type Actor, type AppContext, type ServiceContext, type Source, withinTenant } from "../../context.ts";
import { recordDenial } from "../audit/index.ts";
import { useUp } from "../limits/index.ts";
import { insertRun } from "../runs/index.ts";
import { inTransaction } from "../transaction.ts";
import { newWebhookSecret, PUBLIC_ID_PATTERN, webhookPlace } from "./internal.ts";
import { type HookCall, verifyCall } from "./verify-call.ts";

/** Calls of one webhook that may be refused in a minute before the next ones are not looked at. */
const REFUSALS_PER_MINUTE = 60;

/** Stands in for the key of a webhook that is not there, so that its answer takes as long as any. */
const NOBODYS_SECRET = newWebhookSecret("hmac");
const NOBODYS_ID = randomBytes(16).toString("base64url");

/** What was not right is for the owner's trail: a stranger learns nothing from which key or time was near. */
const refused = () => unauthorized("The call was refused: its signature or key is missing, not right, or too old.");

/**
 * Takes a call of another system and queues the run that it asks for. A call that names itself is one run however often
 * it arrives.
 *
 * @returns the run, and whether this call made it
 * @throws DomainError WEBHOOK_NOT_FOUND for an address that is not there or was revoked, UNAUTHORIZED for a call that is
 * not signed right, with the reason in the audit trail; TASK_NOT_FOUND, ACTION_INACTIVE, INVALID_INPUT, RATE_LIMITED.
 */
export async function receiveCall(
  services: ServiceContext,
  publicId: string,
  call: HookCall,
  source: Source,
): Promise<{ runId: number; isNew: boolean }> {
  const found = await findWebhook(services, PUBLIC_ID_PATTERN.test(publicId) ? publicId : NOBODYS_ID);
  const now = await services.clock.now();
  if (!found || found.webhook.revokedAt) {
    verifyCall("hmac", NOBODYS_SECRET, call, now);
    throw notFound("WEBHOOK_NOT_FOUND", "There is no webhook at this address.");
  }
  const { webhook, task, organizationId } = found;
  const actor: Actor = { kind: "webhook", id: webhook.id, name: webhook.name };
  const ctx: AppContext = { ...withinTenant(services, organizationId), appId: webhook.appId, actor, source };

  const verdict = verifyCall(webhook.kind, services.vault.open(webhook, webhookPlace(webhook)), call, now);
  if ("refusal" in verdict) {
    await noteRefusal(ctx, verdict.refusal);
    await limitRefusals(ctx, webhook.id);
    throw refused();
  }
  try {
    if ("fault" in verdict) throw badInput("INVALID_INPUT", verdict.fault, "webhook-id");
    if (task.deletedAt) throw notFound("TASK_NOT_FOUND", "The task that this webhook runs was removed.");
    if (!task.active)
      throw conflict(
        "ACTION_INACTIVE",
        `The task "${task.name}" is inactive. Activate it to have its webhooks run it.`,
      );
    const payload = payloadOf(call);
    return await queueRun(ctx, webhook, verdict.id, payload);
  } catch (error) {
    if (isDomainError(error)) await noteRefusal(ctx, error.message);
    throw error;
  }
}

async function findWebhook({ db }: ServiceContext, publicId: string) {
  const [found] = await db
    .select({
      webhook: webhooks,
      task: { name: tasks.name, active: tasks.active, deletedAt: tasks.deletedAt },
      organizationId: apps.organizationId,
    })
    .from(webhooks)
    .innerJoin(tasks, eq(tasks.id, webhooks.taskId))
    .innerJoin(apps, eq(apps.id, webhooks.appId))
    .where(eq(webhooks.publicId, publicId));
  return found;
}

function queueRun(ctx: AppContext, webhook: WebhookRow, callId: string | null, payload: unknown) {
  return inTransaction(ctx, async (tx) => {
    const input = {
      idOrName: webhook.taskId,
      payload,
      ...(callId !== null && { idempotencyKey: `webhook:${webhook.id}:${callId}` }),
    };
    const { run, isNew } = await insertRun(tx, input, { status: "queued" });
    if (isNew) await enqueueRuns(tx.queue, tx.db, [{ runId: run.id, jobId: run.jobId, appId: tx.appId }]);
    await tx.db.update(webhooks).set({ lastUsedAt: sql`now()` }).where(eq(webhooks.id, webhook.id));
    return { runId: run.id, isNew };
  });
}

/** JSON as it was meant; anything else as text, with what its sender called it. */
function payloadOf({ headers, body }: HookCall): unknown {
  if (body.length === 0) return undefined;
  const contentType = headers.get("content-type") ?? "application/octet-stream";
  const text = body.toString("utf8");
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(contentType)) return { body: text, contentType };
  try {
    return JSON.parse(text);
  } catch {
    throw badInput("INVALID_INPUT", "The body is called JSON and is none.");
  }
}

const noteRefusal = (ctx: AppContext, reason: string) =>
  recordDenial(ctx, {
    ...{ organizationId: ctx.organizationId, appId: ctx.appId, actor: ctx.actor, source: ctx.source },
    asked: "hooks.receive",
    reason,
  });

/** @throws DomainError RATE_LIMITED */
async function limitRefusals({ db }: AppContext, webhookId: number): Promise<void> {
  const retryAfterS = await useUp(db, {
    key: `webhook:${webhookId}:refused`,
    max: REFUSALS_PER_MINUTE,
    windowS: 60,
  });
  if (retryAfterS !== null)
    throw rateLimited("Too many calls of this webhook were refused. Try again later.", retryAfterS);
}
