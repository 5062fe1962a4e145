import {
  inboxSchema,
  messagePageSchema,
  messageSchema,
  pushDeliveriesSchema,
  pushKeySchema,
  subscribedSchema,
  unreadSchema,
  unsubscribedSchema,
} from "#domain/api/message.ts";
import { operation } from "../operation.ts";

export const messageOperations = [
  operation("GET /messages", "messages.list", messagePageSchema, {
    summary: "List messages in the outbox",
  }),
  operation("GET /messages/{id}", "messages.get", messageSchema, { summary: "Get a message" }),
  operation("GET /messages/{messageId}/deliveries", "push.deliveries", pushDeliveriesSchema, {
    summary: "Whom a push message reached",
  }),
];

export const notificationOperations = [
  operation("GET /inbox", "notifications.inbox", inboxSchema, {
    summary: "Read the inbox of the app's user",
    isForUsers: true,
  }),
  operation("GET /inbox/unread", "notifications.unreadCount", unreadSchema, {
    summary: "Count what the user has not read",
    isForUsers: true,
  }),
  operation("POST /inbox/read", "notifications.markRead", unreadSchema, {
    summary: "Mark notifications as read",
    isForUsers: true,
    example: { ids: "all" },
  }),
  operation("GET /push/key", "push.publicKey", pushKeySchema, {
    summary: "The key that browsers subscribe with",
  }),
  operation("POST /push/subscriptions", "push.subscribe", subscribedSchema, {
    summary: "Subscribe a browser to push messages",
    description: "The body is what PushSubscription.toJSON() gives.",
    isForUsers: true,
    example: {
      endpoint: "https://push.example.org/send/abc",
      keys: {
        p256dh: "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM",
        auth: "tBHItJI5svbpez7KI4CCXg",
      },
    },
  }),
  operation("POST /push/unsubscribe", "push.unsubscribe", unsubscribedSchema, {
    summary: "End a browser's subscription",
    isForUsers: true,
    example: { endpoint: "https://push.example.org/send/abc" },
  }),
];
