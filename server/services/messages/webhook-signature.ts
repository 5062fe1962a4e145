import { createHmac } from "node:crypto";

const SECRET_BYTES_MIN = 24;

/**
 * The key of a Standard Webhooks secret: base64, with or without `whsec_` before it.
 *
 * @throws Error when it is no base64 of at least 24 bytes; never quotes it.
 */
export function webhookKey(secret: string): Buffer {
  const text = secret.replace(/^whsec_/, "");
  const key = Buffer.from(text, "base64");
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || key.length < SECRET_BYTES_MIN)
    throw new Error(
      `SMS_WEBHOOK_SECRET must be base64 of at least ${SECRET_BYTES_MIN} bytes, e.g. whsec_ and what \`openssl rand -base64 32\` prints.`,
    );
  return key;
}

/** Signs as Standard Webhooks 1.0 says: HMAC-SHA256 over id, time in seconds and body. */
export const webhookSignature = (key: Buffer, id: string, timestampS: number, body: string) =>
  `v1,${createHmac("sha256", key).update(`${id}.${timestampS}.${body}`).digest("base64")}`;
