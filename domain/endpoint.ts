import { z } from "zod";
import {
  DELIVERY_STATUSES,
  ENDPOINT_DESCRIPTION_LENGTH_MAX,
  ENDPOINT_EVENTS,
  ENDPOINT_URL_LENGTH_MAX,
  TEST_EVENT,
} from "./endpoint-values.ts";
import { idSchema } from "./schema.ts";

export * from "./endpoint-values.ts";

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
