import { z } from "zod";
import { EVENT_TYPES, type EventType, TRIGGERS_PER_TASK_MAX } from "./event-values.ts";
import { said } from "./schema.ts";

export * from "./event-values.ts";

/** What a filter may ask about beside `data.Column`. */
export const EVENT_FIELDS = ["dataSourceId", "dataSourceEntryId", "taskId", "runId"] as const;

export const eventTypeSchema = z.unknown().transform((type, ctx): EventType => {
  const known = EVENT_TYPES.find((name) => name === type);
  if (known) return known;
  said(ctx, "INVALID_INPUT", `A trigger's type must be one of: ${EVENT_TYPES.join(", ")}.`);
  return z.NEVER;
  // Whatever comes is judged; what a client should send is one of the names.
}) as unknown as z.ZodType<EventType, EventType>;

export const triggerSchema = z.strictObject({
  type: eventTypeSchema,
  /** Judged as a filter by the service. */
  where: z
    .record(z.string().max(300), z.unknown(), {
      error: 'where must be an object, e.g. { dataSourceId: 177, "data.Status": "open" }.',
    })
    .default({}),
});

export const triggersSchema = z
  .array(triggerSchema, { error: "triggers must be a list." })
  .max(TRIGGERS_PER_TASK_MAX, { error: `A task may have at most ${TRIGGERS_PER_TASK_MAX} triggers.` });
export type TriggerInput = z.input<typeof triggerSchema>;
