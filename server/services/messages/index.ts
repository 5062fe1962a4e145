export * from "./give-up-lost.ts";
export * from "./read-messages.ts";
export * from "./resend-message.ts";
export * from "./send-message.ts";
