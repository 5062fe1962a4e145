import { and, desc, eq, getTableColumns, lt, ne } from "drizzle-orm";
import { deliveries, endpoints } from "#db/schema/index.ts";
import {
  type Delivery,
  type DeliveryDetails,
  type DeliveryPage,
  type DeliveryRefInput,
  type EndpointRefInput,
  type ListDeliveriesInput,
  listDeliveriesInput,
  TEST_EVENT,
} from "#domain/endpoint.ts";
import { conflict, notFound } from "#domain/errors.ts";
import type { AppContext } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { inTransaction } from "../transaction.ts";
import { lockEndpoint, targetOf, toDelivery } from "./internal.ts";
import { bodyOf, newMessageId } from "./tell-endpoints.ts";

/** The app's deliveries, newest first, without their bodies. */
export async function listDeliveries(ctx: AppContext, input: ListDeliveriesInput): Promise<DeliveryPage> {
  const { endpointId, status, eventType, runId, limit, cursor } = listDeliveriesInput.parse(input);
  const { body: _body, appId: _appId, ...columns } = getTableColumns(deliveries);
  const rows = await ctx.db
    .select({ delivery: columns, url: endpoints.url })
    .from(deliveries)
    .innerJoin(endpoints, eq(endpoints.id, deliveries.endpointId))
    .where(
      and(
        eq(deliveries.appId, ctx.appId),
        endpointId === undefined ? undefined : eq(deliveries.endpointId, endpointId),
        status ? eq(deliveries.status, status) : undefined,
        eventType ? eq(deliveries.eventType, eventType) : undefined,
        runId === undefined ? undefined : eq(deliveries.runId, runId),
        cursor ? lt(deliveries.id, cursor) : undefined,
      ),
    )
    .orderBy(desc(deliveries.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit).map(({ delivery, url }) => toDelivery(delivery, url));
  return { deliveries: shown, nextCursor: rows.length > limit ? shown.at(-1)!.id : null };
}

/** @throws DomainError DELIVERY_NOT_FOUND */
export async function getDelivery(ctx: AppContext, { id }: DeliveryRefInput): Promise<DeliveryDetails> {
  const [row] = await ctx.db
    .select({ delivery: deliveries, url: endpoints.url })
    .from(deliveries)
    .innerJoin(endpoints, eq(endpoints.id, deliveries.endpointId))
    .where(and(eq(deliveries.id, id), eq(deliveries.appId, ctx.appId)));
  if (!row) throw deliveryNotFound(id);
  return { ...toDelivery(row.delivery, row.url), body: row.delivery.body };
}

/**
 * Sends an endpoint something to try it with, which tells of nothing that happened.
 *
 * @throws DomainError ENDPOINT_NOT_FOUND; INVALID_INPUT when it is switched off.
 */
export function testEndpoint(ctx: AppContext, { id }: EndpointRefInput): Promise<Delivery> {
  return inTransaction(ctx, async (tx) => {
    const endpoint = await lockEndpoint(tx, id);
    if (endpoint.disabledAt) throw switchedOff();
    const now = await tx.clock.now();
    const [row] = await tx.db
      .insert(deliveries)
      .values({
        ...{ appId: tx.appId, endpointId: endpoint.id, messageId: newMessageId(), eventType: TEST_EVENT },
        body: bodyOf(TEST_EVENT, now, { appId: tx.appId, endpointId: endpoint.id }),
        nextAttemptAt: now,
      })
      .returning();
    await recordChange(tx, { action: "send-test", target: targetOf(endpoint), after: { delivery: row!.messageId } });
    return toDelivery(row!, endpoint.url);
  });
}

/**
 * Sends an event once more, with the id it had: a receiver that keeps to it takes it as the same.
 *
 * @throws DomainError DELIVERY_NOT_FOUND, ENDPOINT_NOT_FOUND; INVALID_INPUT while it is still on its way or its endpoint is
 * switched off.
 */
export function redeliver(ctx: AppContext, { id }: DeliveryRefInput): Promise<Delivery> {
  return inTransaction(ctx, async (tx) => {
    const { endpointId } = await getDelivery(tx, { id });
    const endpoint = await lockEndpoint(tx, endpointId);
    if (endpoint.disabledAt) throw switchedOff();
    const now = await tx.clock.now();
    const [row] = await tx.db
      .update(deliveries)
      .set({ status: "pending", attempts: 0, nextAttemptAt: now, finishedAt: null })
      .where(and(eq(deliveries.id, id), ne(deliveries.status, "pending")))
      .returning();
    if (!row) throw conflict("INVALID_INPUT", "The delivery is still on its way; it is tried again by itself.");
    await recordChange(tx, { action: "redeliver", target: targetOf(endpoint), after: { delivery: row.messageId } });
    return toDelivery(row, endpoint.url);
  });
}

const switchedOff = () => conflict("INVALID_INPUT", "The endpoint is switched off. Switch it on first.");

const deliveryNotFound = (id: number) =>
  notFound("DELIVERY_NOT_FOUND", `There is no delivery with id ${id} in this app.`, "id");
