import { z } from "zod";
import type { PushContent, PushCounts } from "./push.ts";
import { idSchema, plainTextSchema } from "./schema.ts";

/** How a message reaches a person. */
export const MESSAGE_CHANNELS = ["email", "sms", "push"] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

/**
 * - `sending`: about to be handed over; one that stays so was cut short, and nobody knows whether it went.
 * - `sent`: the next server took it.
 * - `kept`: no server is set up, or nobody is subscribed, so it stays in the outbox for people to look at.
 * - `failed`: refused; `error` says why.
 * - `uncertain`: handing it over was cut short, so it may have gone; not sent again by itself.
 */
export const MESSAGE_STATUSES = ["sending", "sent", "kept", "failed", "uncertain"] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

export interface MessageRecipient {
  /** A mail address, or a telephone number. */
  address: string;
  name?: string;
  type: "to" | "cc" | "bcc";
  /** Why the server did not take the message for this one, when it took it for others. */
  rejected?: string;
}

export interface StoredAttachment {
  name: string;
  contentType: string;
  /** Decoded size. */
  bytes: number;
  /** Base64. */
  content: string;
}

/** A message as lists show it. Times are ISO 8601 UTC. */
export interface MessageSummary {
  id: number;
  appId: number;
  channel: MessageChannel;
  status: MessageStatus;
  /** Null for a test run's. */
  taskId: number | null;
  taskName: string | null;
  runId: number | null;
  /** Of mails and text messages. */
  recipients: MessageRecipient[];
  /** Null for a text message; the title of a push message. */
  subject: string | null;
  attachmentCount: number;
  /** Of a push message: how many subscriptions it went to, by what became of it. */
  pushCounts: PushCounts | null;
  error: string | null;
  createdAt: string;
  sentAt: string | null;
}

export interface Message extends MessageSummary {
  fromName: string | null;
  /** Null for a text message, and for a mail that has only text. */
  html: string | null;
  text: string | null;
  headers: Record<string, string>;
  attachments: StoredAttachment[];
  push: PushContent | null;
  messageId: string;
  /** Times it was handed over, or tried to. */
  attempts: number;
}

export interface MessagePage {
  messages: MessageSummary[];
  nextCursor: number | null;
  /** Whether each channel has a server that messages are handed to. */
  delivers: Record<MessageChannel, boolean>;
}

/** What `sendEmail` and `sendSMS` resolve to. */
export interface MessageAnswer {
  id: number;
  messageId: string;
  status: MessageStatus;
  accepted: string[];
  rejected: string[];
}

export const listMessagesInput = z.strictObject({
  channel: z.enum(MESSAGE_CHANNELS).optional(),
  status: z.enum(MESSAGE_STATUSES).optional(),
  taskId: idSchema("taskId must be the id of a task.").optional(),
  runId: idSchema("runId must be the id of a run.").optional(),
  /** Messages with this text in a recipient or in the subject, whatever the case. */
  search: plainTextSchema(200, "The text to search for may have at most 200 characters.").optional(),
  limit: z.int().min(1).max(200).default(50),
  cursor: z.int().min(0).nullish(),
});
export type ListMessagesInput = z.input<typeof listMessagesInput>;

export const messageRefInput = z.strictObject({ id: idSchema("id must be the id of a message.") });
export type MessageRefInput = z.infer<typeof messageRefInput>;
