import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import { apps, type DeliveryRow, deliveries, type EndpointRow, endpoints } from "#db/schema/index.ts";
import type { AppContext, ServiceContext } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { HandOverError } from "../messages/hand-over-error.ts";
import { inTransaction } from "../transaction.ts";
import { hmac, signingKey } from "../webhook-key.ts";
import { endpointPlace, targetOf } from "./internal.ts";
import { pauseAfter } from "./retry-plan.ts";

/** Deliveries that one process sends at once. */
const BATCH = 16;
/** Of those, to one endpoint: one that is slow must not hold up the others. */
const BATCH_PER_ENDPOINT = 4;

/** How long a delivery belongs to who took it, ms: longer than any attempt takes. */
const LEASE_MS = 60_000;

/** An endpoint that nothing reached for this long is switched off, ms. */
const FAILING_FOR_MS_MAX = 72 * 3_600_000;

export interface DeliverOptions {
  /** Aborting it begins nothing more. */
  signal: AbortSignal;
  /** Epoch ms, for durations. */
  now(): number;
  /** At least 0, below 1. */
  random(): number;
}

interface Due {
  delivery: DeliveryRow;
  endpoint: EndpointRow;
}

interface Attempt {
  statusCode: number | null;
  error: string | null;
  retryAfterS: number | null;
  durationMs: number;
}

/**
 * Sends the deliveries that are due, until none is. Any number of processes may at once: each delivery is leased to one of
 * them, and the attempt's number fences off one whose lease ran out. What is not taken well is tried again later, with the
 * same id and body; a receiver may so get it twice, and can tell by the id.
 *
 * @returns how many attempts were made
 */
export async function deliverDue(services: ServiceContext, options: DeliverOptions): Promise<number> {
  let sent = 0;
  while (!options.signal.aborted) {
    const due = await takeDue(services);
    if (due.length === 0) break;
    await Promise.all(due.map((one) => sendOne(services, one, options)));
    sent += due.length;
  }
  return sent;
}

function takeDue(services: ServiceContext): Promise<Due[]> {
  return inTransaction(services, async (tx) => {
    const now = await tx.clock.now();
    const isDue = and(eq(deliveries.status, "pending"), lte(deliveries.nextAttemptAt, now));
    const ranked = tx.db
      .select({
        id: deliveries.id,
        place:
          sql<number>`row_number() over (partition by ${deliveries.endpointId} order by ${deliveries.nextAttemptAt}, ${deliveries.id})`.as(
            "place",
          ),
      })
      .from(deliveries)
      .where(isDue)
      .as("ranked");
    const taken = await tx.db
      .select({ id: deliveries.id })
      .from(deliveries)
      .where(
        and(
          isDue,
          inArray(
            deliveries.id,
            tx.db.select({ id: ranked.id }).from(ranked).where(lte(ranked.place, BATCH_PER_ENDPOINT)),
          ),
        ),
      )
      .orderBy(asc(deliveries.nextAttemptAt))
      .limit(BATCH)
      .for("no key update", { skipLocked: true });
    if (taken.length === 0) return [];
    const rows = await tx.db
      .update(deliveries)
      .set({ attempts: sql`${deliveries.attempts} + 1`, nextAttemptAt: new Date(now.getTime() + LEASE_MS) })
      .where(
        inArray(
          deliveries.id,
          taken.map(({ id }) => id),
        ),
      )
      .returning();
    const targets = await tx.db
      .select()
      .from(endpoints)
      .where(inArray(endpoints.id, [...new Set(rows.map(({ endpointId }) => endpointId))]));
    const byId = new Map(targets.map((endpoint) => [endpoint.id, endpoint]));
    return rows.map((delivery) => ({ delivery, endpoint: byId.get(delivery.endpointId)! }));
  });
}

async function sendOne(services: ServiceContext, due: Due, options: DeliverOptions): Promise<void> {
  const attempt = await post(services, due, options);
  await inTransaction(services, async (tx) => {
    const now = await tx.clock.now();
    // In this order everywhere: the endpoint, then its deliveries.
    const [endpoint] = await tx.db
      .select()
      .from(endpoints)
      .where(eq(endpoints.id, due.endpoint.id))
      .for("no key update");
    const isDelivered = attempt.error === null;
    const pauseMs = isDelivered ? null : pauseAfter(due.delivery.attempts, options.random(), attempt.retryAfterS);
    const isOver = isDelivered || pauseMs === null || attempt.statusCode === GONE || endpoint!.disabledAt !== null;
    const [settled] = await tx.db
      .update(deliveries)
      .set({
        status: isDelivered ? "delivered" : isOver ? "failed" : "pending",
        nextAttemptAt: isOver ? null : new Date(now.getTime() + pauseMs!),
        finishedAt: isOver ? now : null,
        lastStatusCode: attempt.statusCode,
        lastError: attempt.error,
        lastDurationMs: attempt.durationMs,
      })
      .where(isHeldBy(due.delivery))
      .returning({ id: deliveries.id });
    if (settled) await noteHealth(tx, endpoint!, attempt, now);
  });
}

/** The delivery is still this attempt's; anyone else's word on it comes too late. */
const isHeldBy = ({ id, attempts }: DeliveryRow) =>
  and(eq(deliveries.id, id), eq(deliveries.attempts, attempts), eq(deliveries.status, "pending"));

/** The status by which a receiver says that it wants no more. */
const GONE = 410;

async function post(services: ServiceContext, { delivery, endpoint }: Due, { now }: DeliverOptions): Promise<Attempt> {
  const startedAt = now();
  const outcome = (statusCode: number | null, error: string | null, retryAfterS: number | null = null): Attempt => ({
    ...{ statusCode, error, retryAfterS },
    durationMs: Math.max(0, Math.round(now() - startedAt)),
  });
  if (endpoint.deletedAt || endpoint.disabledAt) return outcome(null, "The endpoint was switched off.");
  try {
    const secret = services.vault.open(endpoint, endpointPlace(endpoint));
    const timestampS = Math.floor((await services.clock.now()).getTime() / 1_000);
    const signature = hmac(signingKey(secret), `${delivery.messageId}.${timestampS}.${delivery.body}`);
    const { status, retryAfterS } = await services.endpoints.post({
      endpoint: endpoint.url,
      headers: {
        "content-type": "application/json",
        "user-agent": "AppTasks-Webhooks",
        "webhook-id": delivery.messageId,
        "webhook-timestamp": String(timestampS),
        "webhook-signature": `v1,${signature.toString("base64")}`,
      },
      body: Buffer.from(delivery.body),
    });
    if (status >= 200 && status < 300) return outcome(status, null);
    const isRedirect = status >= 300 && status < 400;
    return outcome(
      status,
      isRedirect
        ? `The endpoint answered with ${status}: redirects are not followed. Give the address that it redirects to.`
        : `The endpoint answered with ${status}.`,
      retryAfterS,
    );
  } catch (error) {
    if (error instanceof HandOverError) return outcome(null, error.message);
    return outcome(null, `The delivery could not be signed: ${(error as Error).message}`);
  }
}

/** Notes since when an endpoint has been failing, and switches one off that has been for long or that wants no more. */
async function noteHealth(tx: ServiceContext, endpoint: EndpointRow, attempt: Attempt, now: Date): Promise<void> {
  if (endpoint.disabledAt || endpoint.deletedAt) return;
  if (attempt.error === null) {
    if (endpoint.failingSince)
      await tx.db.update(endpoints).set({ failingSince: null }).where(eq(endpoints.id, endpoint.id));
    return;
  }
  const since = endpoint.failingSince ?? now;
  const reason =
    attempt.statusCode === GONE
      ? "It answered with 410: it wants no more."
      : now.getTime() - since.getTime() >= FAILING_FOR_MS_MAX
        ? `Nothing was delivered for ${FAILING_FOR_MS_MAX / 3_600_000} hours. The last error: ${attempt.error}`
        : null;
  if (reason === null) {
    if (!endpoint.failingSince)
      await tx.db.update(endpoints).set({ failingSince: now }).where(eq(endpoints.id, endpoint.id));
    return;
  }
  await tx.db
    .update(endpoints)
    .set({ disabledAt: now, disabledReason: reason, failingSince: since, updatedAt: now })
    .where(eq(endpoints.id, endpoint.id));
  await endPending(tx, endpoint.id, now, "The endpoint was switched off.");
  const [app] = await tx.db
    .select({ organizationId: apps.organizationId })
    .from(apps)
    .where(eq(apps.id, endpoint.appId));
  const ctx: AppContext = {
    ...tx,
    organizationId: app!.organizationId,
    appId: endpoint.appId,
    actor: { kind: "system" },
  };
  await recordChange(ctx, {
    action: "disable",
    target: targetOf(endpoint),
    before: { active: true },
    after: { active: false, reason },
  });
}

/** Ends the deliveries of an endpoint that wait; what is on its way ends by itself. */
export async function endPending(
  tx: Pick<ServiceContext, "db">,
  endpointId: number,
  now: Date,
  error: string,
): Promise<void> {
  await tx.db
    .update(deliveries)
    .set({ status: "failed", nextAttemptAt: null, finishedAt: now, lastError: error })
    .where(and(eq(deliveries.endpointId, endpointId), eq(deliveries.status, "pending")));
}
