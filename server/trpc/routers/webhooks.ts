import { createWebhookInput, listWebhooksInput, webhookRefInput } from "#domain/webhook.ts";
import { createWebhook, listWebhooks, revokeWebhook, rotateWebhook } from "../../services/webhooks/index.ts";
import { appProcedure, inApp, router } from "../init.ts";

/** Addresses at which other systems ask for runs. */
export const webhooksRouter = router({
  list: appProcedure.input(inApp(listWebhooksInput)).query(({ ctx, input }) => listWebhooks(ctx.app, input)),
  create: appProcedure.input(inApp(createWebhookInput)).mutation(({ ctx, input }) => createWebhook(ctx.app, input)),
  rotate: appProcedure.input(inApp(webhookRefInput)).mutation(({ ctx, input }) => rotateWebhook(ctx.app, input)),
  revoke: appProcedure.input(inApp(webhookRefInput)).mutation(({ ctx, input }) => revokeWebhook(ctx.app, input)),
});
