export * from "./change-webhooks.ts";
export { webhookPlace } from "./internal.ts";
export { receiveCall } from "./receive-call.ts";
