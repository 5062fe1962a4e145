import { z } from "zod";
import { idSchema } from "./schema.ts";

/** What another system can be told of. */
export const ENDPOINT_EVENTS = [
  "run.completed",
  "run.failed",
  "run.timed_out",
  "run.out_of_memory",
  "run.crashed",
  "run.cancelled",
  "schedule.missed",
  "task.created",
  "task.updated",
  "task.removed",
  "task.restored",
] as const;
export type EndpointEvent = (typeof ENDPOINT_EVENTS)[number];

export const isEndpointEvent = (type: string): type is EndpointEvent =>
  (ENDPOINT_EVENTS as readonly string[]).includes(type);

/** What the test button sends, to this endpoint alone. */
export const TEST_EVENT = "endpoint.test";
export type DeliveredEvent = EndpointEvent | typeof TEST_EVENT;

export const ENDPOINTS_PER_APP_MAX = 20;
export const ENDPOINT_URL_LENGTH_MAX = 2_000;
export const ENDPOINT_DESCRIPTION_LENGTH_MAX = 200;

/** Attempts of one delivery, spread over less than a day. */
export const DELIVERY_ATTEMPTS_MAX = 8;

export const DELIVERY_STATUSES = ["pending", "delivered", "failed"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** Another system's address that is told what happens in an app. Times are ISO 8601 UTC. */
export interface Endpoint {
  id: number;
  url: string;
  description: string;
  events: EndpointEvent[];
  /** Switched on. */
  active: boolean;
  /** Why it was switched off; null while it is on. */
  disabledReason: string | null;
  /** When deliveries began to fail without one that arrived since. */
  failingSince: string | null;
  createdAt: string;
  createdBy: string | null;
  updatedAt: string;
}

/** One event on its way to one endpoint. */
export interface Delivery {
  id: number;
  endpointId: number;
  url: string;
  /** The webhook's id: the same at each attempt. */
  messageId: string;
  eventType: DeliveredEvent;
  status: DeliveryStatus;
  attempts: number;
  /** When it is tried next; null once it has ended. */
  nextAttemptAt: string | null;
  /** What the last attempt was answered with; null when nothing was. */
  lastStatusCode: number | null;
  lastError: string | null;
  lastDurationMs: number | null;
  runId: number | null;
  createdAt: string;
  finishedAt: string | null;
}

export interface DeliveryDetails extends Delivery {
  /** To the letter, as it is signed. */
  body: string;
}

export interface DeliveryPage {
  deliveries: Delivery[];
  nextCursor: number | null;
}

const urlSchema = z
  .string({ error: "An endpoint needs an address." })
  .max(ENDPOINT_URL_LENGTH_MAX, { error: `The address has at most ${ENDPOINT_URL_LENGTH_MAX} characters.` })
  .transform((text, ctx) => {
    const refuse = (message: string) => {
      ctx.addIssue({ code: "custom", message });
      return z.NEVER;
    };
    const url = URL.parse(text.trim());
    if (!url || !["https:", "http:"].includes(url.protocol))
      return refuse("The address must be a full one, e.g. https://example.org/hooks.");
    if (url.username || url.password)
      return refuse("The address must hold no name or password: what we send is signed instead.");
    url.hash = "";
    return url.href;
  });

const eventsSchema = z
  .array(z.enum(ENDPOINT_EVENTS, { error: `An event must be one of: ${ENDPOINT_EVENTS.join(", ")}.` }), {
    error: "events must be a list.",
  })
  .min(1, { error: "Choose at least one event." })
  .transform((events) => ENDPOINT_EVENTS.filter((event) => events.includes(event)));

const descriptionSchema = z
  .string({ error: "description must be a text." })
  .trim()
  .max(ENDPOINT_DESCRIPTION_LENGTH_MAX, {
    error: `The description has at most ${ENDPOINT_DESCRIPTION_LENGTH_MAX} characters.`,
  })
  .refine((text) => !/\p{Cc}/u.test(text), { error: "The description must not hold control characters." });

export const createEndpointInput = z.strictObject({
  url: urlSchema,
  events: eventsSchema,
  description: descriptionSchema.default(""),
});
export type CreateEndpointInput = z.input<typeof createEndpointInput>;

const endpointId = idSchema("id must be the id of an endpoint.");

export const endpointRefInput = z.strictObject({ id: endpointId });
export type EndpointRefInput = z.infer<typeof endpointRefInput>;

export const updateEndpointInput = z.strictObject({
  id: endpointId,
  url: urlSchema.optional(),
  events: eventsSchema.optional(),
  description: descriptionSchema.optional(),
  active: z.boolean({ error: "active must be true or false." }).optional(),
});
export type UpdateEndpointInput = z.input<typeof updateEndpointInput>;

export const listDeliveriesInput = z.strictObject({
  endpointId: endpointId.optional(),
  status: z.enum(DELIVERY_STATUSES, { error: `status must be one of: ${DELIVERY_STATUSES.join(", ")}.` }).optional(),
  eventType: z.enum([...ENDPOINT_EVENTS, TEST_EVENT], { error: "That is no kind of event." }).optional(),
  runId: idSchema("runId must be the id of a run.").optional(),
  limit: z.int().min(1).max(100).default(50),
  /** Deliveries older than the one with this id. */
  cursor: idSchema("cursor must be the id of a delivery.").nullish(),
});
export type ListDeliveriesInput = z.input<typeof listDeliveriesInput>;

export const deliveryRefInput = z.strictObject({ id: idSchema("id must be the id of a delivery.") });
export type DeliveryRefInput = z.infer<typeof deliveryRefInput>;
