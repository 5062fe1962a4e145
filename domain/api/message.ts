import { z } from "zod";
import { MESSAGE_CHANNELS, MESSAGE_STATUSES } from "../message.ts";
import { PUSH_STATUSES, PUSH_URGENCIES } from "../push.ts";
import { about, anything, count, flag, id, instant, named, nextCursor, pagination, text } from "./values.ts";

const pushCounts = z.record(z.enum(PUSH_STATUSES), count);

const summary = {
  id,
  appId: id,
  channel: z.enum(MESSAGE_CHANNELS),
  status: z.enum(MESSAGE_STATUSES),
  taskId: id.nullable(),
  taskName: text.nullable(),
  runId: id.nullable(),
  recipients: z.array(
    z.object({
      address: text,
      name: text.optional(),
      type: z.enum(["to", "cc", "bcc"]),
      rejected: about(text.optional(), "Why the server did not take it for this one."),
    }),
  ),
  subject: text.nullable(),
  attachmentCount: count,
  pushCounts: pushCounts.nullable(),
  error: text.nullable(),
  createdAt: instant,
  sentAt: instant.nullable(),
};

export const messageSchema = named(
  "Message",
  "A message in the outbox, with all it says.",
  z.object({
    ...summary,
    fromName: text.nullable(),
    html: text.nullable(),
    text: text.nullable(),
    headers: z.record(z.string(), text),
    attachments: z.array(z.object({ name: text, contentType: text, bytes: count, content: about(text, "Base64.") })),
    push: z
      .object({
        title: text,
        body: text,
        badge: z.number().optional(),
        icon: text.optional(),
        navigate: anything.optional(),
        data: anything.optional(),
        ttl: about(z.number(), "Seconds."),
        urgency: z.enum(PUSH_URGENCIES),
      })
      .nullable(),
    messageId: text,
    attempts: count,
  }),
);

export const messagePageSchema = named(
  "MessagePage",
  "A page of the outbox, newest first.",
  z.object({
    messages: z.array(named("MessageSummary", "A message as lists show it.", z.object(summary))),
    nextCursor,
    delivers: about(z.record(z.enum(MESSAGE_CHANNELS), flag), "Whether each channel has a server of its own."),
  }),
);

export const inboxSchema = named(
  "Inbox",
  "The inbox of one of the app's users.",
  z.object({
    entries: z.array(
      z.object({
        id,
        data: z.looseObject({ title: text, message: text, navigate: anything.optional() }),
        orderAt: instant,
        readAt: about(instant.nullable(), "Null while unread, and without a user token."),
      }),
    ),
    pagination,
    unread: about(count.nullable(), "Null without a user token, for which nobody keeps what was read."),
  }),
);

export const unreadSchema = named("Unread", "How many are unread.", z.object({ unread: count }));

export const pushKeySchema = named("PushKey", "The key that browsers subscribe with.", z.object({ publicKey: text }));

export const subscribedSchema = named(
  "Subscribed",
  "The subscription, and whose it is.",
  z.object({ id, userId: text.nullable() }),
);

export const unsubscribedSchema = named(
  "Unsubscribed",
  "Whether there was such a subscription.",
  z.object({ removed: flag }),
);

export const pushDeliveriesSchema = named(
  "PushDeliveries",
  "Each subscription's share of a message.",
  z.object({
    deliveries: z.array(
      z.object({
        id,
        subscriptionId: id,
        userId: text.nullable(),
        userAgent: text.nullable(),
        status: z.enum(PUSH_STATUSES),
        statusCode: z.int().nullable(),
        error: text.nullable(),
        attempts: count,
      }),
    ),
    nextCursor,
  }),
);
