import { z } from "zod";
import { type PushContent, type PushCounts, pushPayloadSchema } from "./push.ts";
import { idSchema } from "./schema.ts";

/**
 * - `draft`: shown to nobody.
 * - `scheduled`: shown, and pushed, when `orderAt` comes.
 * - `published`: shown.
 */
export const NOTIFICATION_STATUSES = ["published", "scheduled", "draft"] as const;
export type NotificationStatus = (typeof NOTIFICATION_STATUSES)[number];

/** Bytes of a notification's data, and of its scope, as JSON. */
export const NOTIFICATION_BYTES_MAX = 16_384;
export const SCOPE_BYTES_MAX = 4_096;
/** An app keeps its newest. */
export const NOTIFICATIONS_PER_APP_MAX = 10_000;
/** An inbox shows what is among this many of the app's newest. */
export const INBOX_DEPTH_MAX = 1_000;

export interface NotificationData {
  title: string;
  message: string;
  /** Where a tap leads, as the app understands it. */
  navigate?: unknown;
  [more: string]: unknown;
}

/** What stands in the inbox of an app's users, as handlers and the studio see it. Times are ISO 8601 UTC. */
export interface Notification {
  id: number;
  status: NotificationStatus;
  data: NotificationData;
  /** A filter over users; null for everyone. */
  scope: Record<string, unknown> | null;
  /** Its place among the others, and when a scheduled one is shown. */
  orderAt: string;
  createdAt: string;
  updatedAt: string;
  /** What is pushed when it is published; null for the inbox alone. */
  push: PushContent | null;
}

/** With what the studio's list shows beside it. */
export interface NotificationSummary extends Notification {
  /** Users who read it. */
  reads: number;
  taskId: number | null;
  taskName: string | null;
  runId: number | null;
  /** The push message in the outbox; null before it is made. */
  messageId: number | null;
  pushCounts: PushCounts | null;
}

/** A notification in one user's inbox. */
export interface InboxEntry {
  id: number;
  data: NotificationData;
  orderAt: string;
  /** Null while unread, and for a page without a user token. */
  readAt: string | null;
}

export interface Inbox {
  entries: InboxEntry[];
  pagination: { limit: number; offset: number; total: number };
  /** Null for a page without a user token, for which nobody keeps what was read. */
  unread: number | null;
}

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

const dataSchema = z
  .looseObject(
    {
      title: z.string({ error: "data.title must be a string." }).max(500).default(""),
      message: z.string({ error: "data.message must be a string." }).max(8_000).default(""),
    },
    { error: "A notification needs data: { title, message }." },
  )
  .refine((data) => data.title !== "" || data.message !== "", {
    error: "A notification needs data.title or data.message.",
  })
  .refine((data) => bytesOf(data) <= NOTIFICATION_BYTES_MAX, {
    error: `data may have at most ${NOTIFICATION_BYTES_MAX} bytes of JSON.`,
  });

const scopeSchema = z
  .record(z.string(), z.unknown(), { error: 'scope must be a filter over users, e.g. { role: "staff" }.' })
  .refine((scope) => bytesOf(scope) <= SCOPE_BYTES_MAX, {
    error: `scope may have at most ${SCOPE_BYTES_MAX} bytes of JSON.`,
  })
  .nullable();

const ORDER_AT = "orderAt must be an instant: a Date, a text such as 2026-01-31T08:00:00Z, or a Unix time.";

/** Seconds and milliseconds since 1970 are told apart by their size: the one meant lies between 1973 and the year 5138. */
const SECONDS_BELOW = 100_000_000_000;

const orderAtSchema = z
  .union(
    [
      z.iso.datetime({ offset: true, error: ORDER_AT }),
      z.number().positive({ error: ORDER_AT }).max(8.64e15, { error: ORDER_AT }),
    ],
    { error: ORDER_AT },
  )
  .transform((value) => new Date(typeof value === "number" && value < SECONDS_BELOW ? value * 1_000 : value));

const statusSchema = z.enum(NOTIFICATION_STATUSES, {
  error: `status must be one of: ${NOTIFICATION_STATUSES.join(", ")}.`,
});

const pushSchema = z
  .object(
    {
      payload: z
        .record(z.string(), z.unknown(), { error: "pushNotification.payload must be { title, body }." })
        .default({}),
    },
    { error: "pushNotification must be { payload: { title, body } }." },
  )
  .nullish();

/** Reads the payload with the notification's own texts in place of those it leaves out. */
function pushOf(
  push: z.infer<typeof pushSchema>,
  data: { title: string; message: string; navigate?: unknown },
  ctx: z.RefinementCtx,
): PushContent | null {
  if (!push) return null;
  const payload = { ...(data.navigate !== undefined && { navigate: data.navigate }), ...push.payload };
  // A long text of the inbox is cut for the lock screen.
  const defaults = { title: data.title.slice(0, 200), body: data.message.slice(0, 500) };
  const read = pushPayloadSchema(defaults).safeParse(payload);
  if (read.success) return read.data;
  for (const { message, path } of read.error.issues)
    ctx.addIssue({ code: "custom", message, path: ["pushNotification", "payload", ...path] });
  return null;
}

/** The options of `Fliplet.Notifications.insert`. */
export const insertNotificationInput = z
  .object(
    {
      status: statusSchema.default("published"),
      data: dataSchema,
      scope: scopeSchema.optional(),
      pushNotification: pushSchema,
      orderAt: orderAtSchema.nullish(),
    },
    { error: "Notifications.insert needs { data: { title, message } }." },
  )
  .refine(({ status, orderAt }) => status !== "scheduled" || orderAt, {
    path: ["orderAt"],
    error: "A scheduled notification needs orderAt, the time at which it is shown.",
  })
  .transform(({ pushNotification, scope, ...rest }, ctx) => ({
    ...rest,
    scope: scope ?? null,
    push: pushOf(pushNotification, rest.data, ctx),
  }));
export type InsertNotificationInput = z.infer<typeof insertNotificationInput>;

export const updateNotificationInput = z.object({
  id: idSchema("id must be the id of a notification."),
  status: statusSchema.optional(),
  data: dataSchema.optional(),
  scope: scopeSchema.optional(),
  orderAt: orderAtSchema.optional(),
});
export type UpdateNotificationInput = z.infer<typeof updateNotificationInput>;

export const notificationRefInput = z.strictObject({ id: idSchema("id must be the id of a notification.") });
export type NotificationRefInput = z.infer<typeof notificationRefInput>;

export const findNotificationsInput = z.object({
  status: statusSchema.optional(),
  limit: z.int({ error: "limit must be a whole number." }).min(1).max(200).default(50),
  offset: z.int({ error: "offset must be a whole number." }).min(0).max(NOTIFICATIONS_PER_APP_MAX).default(0),
});
export type FindNotificationsInput = z.input<typeof findNotificationsInput>;

/** The same for the API, which refuses a field that it does not know. */
export const listNotificationsInput = z.strictObject(findNotificationsInput.shape);

export const inboxInput = z.strictObject({
  limit: z.int({ error: "limit must be a whole number." }).min(1).max(100).default(20),
  offset: z.int({ error: "offset must be a whole number." }).min(0).max(INBOX_DEPTH_MAX).default(0),
});
export type InboxInput = z.input<typeof inboxInput>;

export const markReadInput = z.strictObject({
  ids: z.union([z.literal("all"), z.array(idSchema("ids must be ids of notifications.")).min(1).max(INBOX_DEPTH_MAX)], {
    error: 'ids must be a list of ids of notifications, or "all".',
  }),
});
export type MarkReadInput = z.infer<typeof markReadInput>;
