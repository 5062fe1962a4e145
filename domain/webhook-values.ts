/** How a caller shows that it may: `hmac` signs each call, `key` carries the key in a header. */
export const WEBHOOK_KINDS = ["hmac", "key"] as const;
export type WebhookKind = (typeof WEBHOOK_KINDS)[number];

export const WEBHOOKS_PER_APP_MAX = 50;

/** How far the time of a signed call may be from ours, seconds, as Standard Webhooks advises. */
export const WEBHOOK_TOLERANCE_S = 300;

/** Where calls arrive, in front of the public id. */
export const WEBHOOK_PATH = "/api/hooks/";

/** An address at which another system asks for a run of one task. */
export interface Webhook {
  id: number;
  taskId: number;
  taskName: string;
  name: string;
  kind: WebhookKind;
  /** Of the address: `/api/hooks/…`. */
  path: string;
  createdAt: string;
  createdBy: string | null;
  lastUsedAt: string | null;
}
