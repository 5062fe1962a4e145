import { createECDH } from "node:crypto";
import webPush from "web-push";
import type { PushSubscriptionRow } from "#db/schema/index.ts";
import { badInput } from "#domain/errors.ts";
import { PUSH_BYTES_MAX, type PushContent } from "#domain/push.ts";
import type { OutgoingPush } from "../../context.ts";
import type { PushKeys } from "./push-keys.ts";

/**
 * What the app's service worker is to read.
 *
 * @param field where the message stands in the caller's input, for the error
 * @throws DomainError INVALID_INPUT that names the largest field when it is longer than one push can be.
 */
export function pushPayload(content: PushContent, notificationId: number | null, field = ""): string {
  const { ttl: _ttl, urgency: _urgency, ...shown } = content;
  const json = JSON.stringify({ ...shown, ...(notificationId !== null && { notificationId }) });
  const bytes = Buffer.byteLength(json);
  if (bytes <= PUSH_BYTES_MAX) return json;
  const [largest] = Object.entries(shown)
    .map(([name, value]) => ({ name, bytes: Buffer.byteLength(JSON.stringify(value) ?? "") }))
    .sort((a, b) => b.bytes - a.bytes);
  throw badInput(
    "INVALID_INPUT",
    `A push message may have ${PUSH_BYTES_MAX.toLocaleString("en")} bytes of JSON and this one has ${bytes.toLocaleString("en")}. Shorten ${largest!.name}, or send an id and let the page fetch the rest.`,
    `${field}${largest!.name}`,
  );
}

/** Encrypts a payload for one subscription (RFC 8291, aes128gcm) and signs the request as the app's (RFC 8292). */
export function encryptPush(
  subscription: Pick<PushSubscriptionRow, "endpoint" | "p256dh" | "auth">,
  payload: string,
  { ttl, urgency }: Pick<PushContent, "ttl" | "urgency">,
  vapid: PushKeys & { subject: string },
): OutgoingPush {
  const { endpoint, p256dh, auth } = subscription;
  const { headers, body } = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
    vapidDetails: vapid,
    TTL: ttl,
    urgency,
    contentEncoding: "aes128gcm",
  });
  const { "Content-Length": _length, ...rest } = headers as Record<string, string | number>;
  return {
    endpoint,
    headers: Object.fromEntries(Object.entries(rest).map(([name, value]) => [name.toLowerCase(), String(value)])),
    body: body!,
  };
}

/** Whether a browser's key is a point on P-256, which is what messages can be encrypted for. */
export function isPushKey(p256dh: string): boolean {
  try {
    const curve = createECDH("prime256v1");
    curve.generateKeys();
    curve.computeSecret(Buffer.from(p256dh, "base64url"));
    return true;
  } catch {
    return false;
  }
}
