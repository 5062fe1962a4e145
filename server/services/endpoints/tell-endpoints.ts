import { randomBytes } from "node:crypto";
import { and, arrayContains, eq, inArray, isNull } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { deliveries, type EndpointRow, endpoints, type RunRow, tasks } from "#db/schema/index.ts";
import { type DeliveredEvent, type EndpointEvent, isEndpointEvent } from "#domain/endpoint.ts";

type Tx = Pick<Db, "select" | "insert">;

export const newMessageId = () => `msg_${randomBytes(16).toString("hex")}`;

/** A body as Standard Webhooks writes it: thin, so that a receiver asks for the rest with its own rights. */
export const bodyOf = (type: DeliveredEvent, at: Date, data: object) =>
  JSON.stringify({ type, timestamp: at.toISOString(), data });

/** What happened, for one app. */
interface Told {
  appId: number;
  data: object;
  runId?: number;
}

/**
 * Writes a delivery for each endpoint that asked for such events, in the transaction of what happened: there is one if and
 * only if it happened. Endpoints that are switched off are not told later either.
 */
export async function tellEndpoints(tx: Tx, type: EndpointEvent, at: Date, told: readonly Told[]): Promise<void> {
  if (told.length === 0) return;
  await insertDeliveries(tx, type, at, told, await listening(tx, type, [...new Set(told.map(({ appId }) => appId))]));
}

type Listening = Pick<EndpointRow, "id" | "appId">;

const listening = (tx: Tx, type: EndpointEvent, appIds: readonly number[]): Promise<Listening[]> =>
  tx
    .select({ id: endpoints.id, appId: endpoints.appId })
    .from(endpoints)
    .where(
      and(
        inArray(endpoints.appId, [...appIds]),
        isNull(endpoints.deletedAt),
        isNull(endpoints.disabledAt),
        arrayContains(endpoints.events, [type]),
      ),
    );

async function insertDeliveries(
  tx: Tx,
  type: EndpointEvent,
  at: Date,
  told: readonly Told[],
  to: readonly Listening[],
): Promise<void> {
  const rows = told.flatMap(({ appId, data, runId }) => {
    const messageId = newMessageId();
    const body = bodyOf(type, at, data);
    return to
      .filter((endpoint) => endpoint.appId === appId)
      .map(({ id: endpointId }) => ({
        ...{ appId, endpointId, messageId, eventType: type, body, runId: runId ?? null, nextAttemptAt: at },
      }));
  });
  if (rows.length > 0) await tx.insert(deliveries).values(rows);
}

/** Tells of a run that ended. Neither its payload nor its result: they may hold what the receiver is not to see. */
export async function tellRun(tx: Tx, run: RunRow): Promise<void> {
  const type = `run.${run.status}`;
  if (!isEndpointEvent(type) || !run.finishedAt) return;
  const to = await listening(tx, type, [run.appId]);
  if (to.length === 0) return;
  const [task] = await tx.select({ name: tasks.name }).from(tasks).where(eq(tasks.id, run.taskId));
  const data = {
    runId: run.id,
    appId: run.appId,
    taskId: run.taskId,
    taskName: task!.name,
    status: run.status,
    trigger: run.trigger,
    environment: run.environment,
    attempt: run.attempt,
    fireAt: run.fireAt?.toISOString() ?? null,
    queuedAt: run.queuedAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt.toISOString(),
    durationMs: run.durationMs,
    error: run.error && { name: run.error.name, message: run.error.message, status: run.error.status },
  };
  await insertDeliveries(tx, type, run.finishedAt, [{ appId: run.appId, runId: run.id, data }], to);
}
