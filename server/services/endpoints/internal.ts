import { and, eq, isNull } from "drizzle-orm";
import { type DeliveryRow, type EndpointRow, endpoints } from "#db/schema/index.ts";
import type { DeliveredEvent, Delivery, Endpoint, EndpointEvent } from "#domain/endpoint.ts";
import { notFound } from "#domain/errors.ts";
import type { AppContext } from "../../context.ts";

/** What its secret is bound to: a row that is copied elsewhere does not open. */
export const endpointPlace = ({ appId, id }: Pick<EndpointRow, "appId" | "id">) => ({
  appId,
  kind: "endpoint",
  name: String(id),
});

export const toEndpoint = (row: EndpointRow): Endpoint => ({
  id: row.id,
  url: row.url,
  description: row.description,
  // Only events that the input's schema let through are ever written there.
  events: row.events as EndpointEvent[],
  active: row.disabledAt === null,
  disabledReason: row.disabledReason,
  failingSince: row.failingSince?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  createdBy: row.createdBy,
  updatedAt: row.updatedAt.toISOString(),
});

export const toDelivery = (row: Omit<DeliveryRow, "body" | "appId">, url: string): Delivery => ({
  id: row.id,
  endpointId: row.endpointId,
  url,
  messageId: row.messageId,
  eventType: row.eventType as DeliveredEvent,
  status: row.status,
  attempts: row.attempts,
  nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
  lastStatusCode: row.lastStatusCode,
  lastError: row.lastError,
  lastDurationMs: row.lastDurationMs,
  runId: row.runId,
  createdAt: row.createdAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
});

export const targetOf = ({ id, url }: Pick<EndpointRow, "id" | "url">) => ({
  kind: "endpoint" as const,
  id,
  name: new URL(url).host,
});

export const audited = ({ url, description, events, disabledReason }: EndpointRow) => ({
  url,
  description,
  events,
  active: disabledReason === null,
});

export const endpointNotFound = (id: number) =>
  notFound("ENDPOINT_NOT_FOUND", `There is no endpoint with id ${id} in this app.`, "id");

/** An endpoint of the app, held until the transaction ends. @throws DomainError ENDPOINT_NOT_FOUND */
export async function lockEndpoint(tx: AppContext, id: number): Promise<EndpointRow> {
  const [row] = await tx.db
    .select()
    .from(endpoints)
    .where(and(eq(endpoints.id, id), eq(endpoints.appId, tx.appId), isNull(endpoints.deletedAt)))
    .for("no key update");
  if (!row) throw endpointNotFound(id);
  return row;
}
