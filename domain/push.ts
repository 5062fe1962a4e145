import { z } from "zod";
import { idSchema, plainTextSchema } from "./schema.ts";

/** Bytes of a push message as JSON: what is left of a record of 4,096 after its head, tag and padding (RFC 8291 section 4). */
export const PUSH_BYTES_MAX = 3_993;
export const PUSH_TITLE_LENGTH_MAX = 200;
export const PUSH_BODY_LENGTH_MAX = 2_000;
/** How long a push service keeps a message for a browser that is away, seconds. */
export const PUSH_TTL_S_DEFAULT = 86_400;
export const PUSH_TTL_S_MAX = 28 * 86_400;

export const SUBSCRIPTIONS_PER_APP_MAX = 10_000;
/** Browsers of one user; a further one takes the place of the one that was heard of least lately. */
export const SUBSCRIPTIONS_PER_USER_MAX = 20;
export const ENDPOINT_LENGTH_MAX = 2_000;

export const PUSH_URGENCIES = ["very-low", "low", "normal", "high"] as const;
export type PushUrgency = (typeof PUSH_URGENCIES)[number];

/**
 * - `waiting`: not handed to a push service yet.
 * - `sending`: about to be; one that stays so was cut short, and nobody knows whether it went.
 * - `sent`: the push service took it.
 * - `failed`: refused; `error` says why. Another attempt may send it.
 * - `gone`: the browser is subscribed no more, so its subscription was removed.
 * - `uncertain`: handing it over was cut short; not sent again by itself.
 */
export const PUSH_STATUSES = ["waiting", "sending", "sent", "failed", "gone", "uncertain"] as const;
export type PushStatus = (typeof PUSH_STATUSES)[number];

export type PushCounts = Record<PushStatus, number>;

/** What a push message says, as the app's service worker gets it beside `ttl` and `urgency`, which are for the way. */
export interface PushContent {
  title: string;
  body: string;
  /** A number for the app's icon. */
  badge?: number;
  /** Address of a picture. */
  icon?: string;
  /** Where a tap leads: an address, or what the app makes of it. */
  navigate?: unknown;
  data?: unknown;
  /** Seconds. */
  ttl: number;
  urgency: PushUrgency;
}

const text = (message: string) => z.string({ error: message });

const contentFields = {
  title: text("title must be a string.").max(PUSH_TITLE_LENGTH_MAX, {
    error: `title may have at most ${PUSH_TITLE_LENGTH_MAX} characters.`,
  }),
  body: text("body must be a string.")
    .max(PUSH_BODY_LENGTH_MAX, { error: `body may have at most ${PUSH_BODY_LENGTH_MAX} characters.` })
    .default(""),
  badge: z.int({ error: "badge must be a whole number." }).min(0).max(1_000_000).nullish(),
  icon: text("icon must be the address of a picture.").max(1_000).nullish(),
  navigate: z.unknown().optional(),
  /** A plain address; the same as `navigate`. */
  url: text("url must be a string.").max(2_000).nullish(),
  data: z.unknown().optional(),
  ttl: z
    .int({ error: "ttl must be a whole number of seconds." })
    .min(0, { error: "ttl must not be negative." })
    .max(PUSH_TTL_S_MAX, { error: `ttl may be at most ${PUSH_TTL_S_MAX} seconds.` })
    .default(PUSH_TTL_S_DEFAULT),
  urgency: z.enum(PUSH_URGENCIES, { error: `urgency must be one of: ${PUSH_URGENCIES.join(", ")}.` }).default("normal"),
};

type ContentFields = z.infer<z.ZodObject<typeof contentFields>>;

/** Whom a push message is for: one subscription by its id, a user by theirs, several of either, or a filter over users. */
const chooserSchema = z.union(
  [
    idSchema("A subscription is named by its id."),
    z.string().min(1).max(512),
    z
      .array(z.union([idSchema("A subscription is named by its id."), z.string().min(1).max(512)]))
      .max(SUBSCRIPTIONS_PER_APP_MAX),
    z.record(z.string(), z.unknown()),
  ],
  {
    error:
      'subscription must be the id of a subscription (a number) or of a user (a text), a list of those, or a filter over users such as { role: "staff" }.',
  },
);
export type PushChooser = z.infer<typeof chooserSchema>;

export const sendPushInput = z.object(
  {
    appId: z.union(
      [
        z.int(),
        z
          .string()
          .regex(/^\d{1,15}$/)
          .transform(Number),
      ],
      {
        error: "The first argument of sendPushNotification is the id of the app: Fliplet.Env.get('appId').",
      },
    ),
    options: z
      .object(
        { ...contentFields, subscription: chooserSchema.nullish() },
        { error: "sendPushNotification needs the app's id and { title, body }." },
      )
      .transform(({ subscription, ...fields }) => ({ content: toContent(fields), subscription: subscription ?? null })),
  },
  { error: "sendPushNotification needs the app's id and { title, body }." },
);
export type SendPushInput = z.infer<typeof sendPushInput>;

/** `pushNotification` of a notification; title and body default to the notification's own. */
export const pushPayloadSchema = (defaults: { title: string; body: string }) =>
  z
    .object({
      ...contentFields,
      title: contentFields.title.default(defaults.title),
      body: contentFields.body.default(defaults.body),
    })
    .transform(toContent);

/** Without what is null, so that the message stays small. */
function toContent({ badge, icon, url, navigate, ...rest }: ContentFields): PushContent {
  const target = navigate ?? url;
  return {
    ...rest,
    ...(typeof badge === "number" && { badge }),
    ...(typeof icon === "string" && { icon }),
    ...(target != null && { navigate: target }),
  };
}

/** What `sendPushNotification` resolves to; `failed` counts what a later attempt may still send. */
export interface PushAnswer {
  /** Of the message in the outbox. */
  id: number;
  sent: number;
  failed: number;
  /** Subscriptions that were dead and are removed. */
  removed: number;
  /** Handed over without an answer: it may have arrived. */
  uncertain: number;
}

/** One subscription's share of a message. Times are ISO 8601 UTC. */
export interface PushDelivery {
  id: number;
  subscriptionId: number;
  userId: string | null;
  userAgent: string | null;
  status: PushStatus;
  /** HTTP status of the push service; null when there was no answer. */
  statusCode: number | null;
  error: string | null;
  attempts: number;
}

/** A browser that agreed to push messages, as the studio lists it: never its address or keys. Times are ISO 8601 UTC. */
export interface PushSubscriptionInfo {
  id: number;
  userId: string | null;
  userName: string | null;
  userAgent: string | null;
  /** Host of its push service. */
  service: string;
  createdAt: string;
  /** When the browser last said that it is subscribed. */
  confirmedAt: string;
  lastSentAt: string | null;
  lastError: string | null;
}

const keyBytes = (base64url: string) => Math.floor((base64url.replace(/=+$/, "").length * 3) / 4);

const keySchema = (name: string, bytes: number) =>
  text(`keys.${name} must be a text, as PushSubscription.toJSON() has it.`)
    .max(128)
    .regex(/^[A-Za-z0-9_-]+=*$/, { error: `keys.${name} must be base64url, as PushSubscription.toJSON() has it.` })
    .refine((key) => keyBytes(key) === bytes, { error: `keys.${name} must have ${bytes} bytes.` });

const endpointSchema = text("endpoint must be the address that the browser's push service gave.")
  .max(ENDPOINT_LENGTH_MAX, { error: `endpoint may have at most ${ENDPOINT_LENGTH_MAX} characters.` })
  .transform((address, ctx) => {
    const url = URL.canParse(address) ? new URL(address) : null;
    if (
      url &&
      /^https?:$/.test(url.protocol) &&
      !url.username &&
      !url.password &&
      url.href.length <= ENDPOINT_LENGTH_MAX
    )
      return url.href;
    ctx.addIssue({ code: "custom", message: "endpoint must be an https address without a name or password in it." });
    return z.NEVER;
  });

/** What `PushSubscription.toJSON()` gives, and the browser's own name for itself. */
export const subscribeInput = z.strictObject({
  endpoint: endpointSchema,
  keys: z.strictObject({ p256dh: keySchema("p256dh", 65), auth: keySchema("auth", 16) }),
  expirationTime: z.number().nullish(),
  userAgent: plainTextSchema(400, "userAgent may have at most 400 characters.").nullish(),
});
export type SubscribeInput = z.infer<typeof subscribeInput>;

export const unsubscribeInput = z.strictObject({ endpoint: endpointSchema });
export type UnsubscribeInput = z.infer<typeof unsubscribeInput>;

export const listSubscriptionsInput = z.strictObject({
  limit: z.int().min(1).max(200).default(50),
  cursor: z.int().min(0).nullish(),
});
export type ListSubscriptionsInput = z.input<typeof listSubscriptionsInput>;

export const subscriptionRefInput = z.strictObject({ id: idSchema("id must be the id of a subscription.") });
export type SubscriptionRefInput = z.infer<typeof subscriptionRefInput>;

export const listDeliveriesInput = z.strictObject({
  messageId: idSchema("messageId must be the id of a message."),
  limit: z.int().min(1).max(200).default(50),
  cursor: z.int().min(0).nullish(),
});
export type ListDeliveriesInput = z.input<typeof listDeliveriesInput>;
