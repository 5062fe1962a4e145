import { z } from "zod";
import { TITLE_LENGTH_MAX } from "./limits.ts";
import { idSchema, titleSchema } from "./schema.ts";
import { idOrNameSchema } from "./task.ts";
import { WEBHOOK_KINDS } from "./webhook-values.ts";

export * from "./webhook-values.ts";

export const createWebhookInput = z.strictObject({
  idOrName: idOrNameSchema,
  name: titleSchema("A webhook", TITLE_LENGTH_MAX),
  kind: z.enum(WEBHOOK_KINDS, { error: 'kind must be "hmac" or "key".' }),
});
export type CreateWebhookInput = z.infer<typeof createWebhookInput>;

export const listWebhooksInput = z.strictObject({
  taskId: idSchema("taskId must be the id of a task.").optional(),
});
export type ListWebhooksInput = z.infer<typeof listWebhooksInput>;

export const webhookRefInput = z.strictObject({ id: idSchema("id must be the id of a webhook.") });
export type WebhookRefInput = z.infer<typeof webhookRefInput>;
