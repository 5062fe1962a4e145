import { parseAsInteger, parseAsStringLiteral } from "nuqs/server";
import type { ListDeliveriesInput } from "#domain/endpoint.ts";
import { DELIVERY_STATUSES, ENDPOINT_EVENTS, TEST_EVENT } from "#domain/endpoint-values.ts";

export const DELIVERY_EVENTS = [...ENDPOINT_EVENTS, TEST_EVENT] as const;

/** The filter of deliveries as it stands in the address; the page reads it on the server, and the list in the browser. */
export const deliveryParsers = {
  status: parseAsStringLiteral(DELIVERY_STATUSES),
  event: parseAsStringLiteral(DELIVERY_EVENTS),
  endpoint: parseAsInteger,
};

interface DeliveryFilter {
  status: (typeof DELIVERY_STATUSES)[number] | null;
  event: (typeof DELIVERY_EVENTS)[number] | null;
  endpoint: number | null;
}

/** As the server takes it, without a page's cursor. */
export const deliveriesInput = (appId: number, { status, event, endpoint }: DeliveryFilter) =>
  ({
    appId,
    ...(status && { status }),
    ...(event && { eventType: event }),
    ...(endpoint !== null && { endpointId: endpoint }),
  }) satisfies Omit<ListDeliveriesInput, "cursor"> & { appId: number };

/** Where the pages of deliveries are kept, filled by the server for the first of them. */
export const deliveryPagesKey = (input: object) => ["endpoints.deliveries pages", input] as const;
