import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** A new Standard Webhooks secret: 256 random bits behind a prefix that scanners of secrets know. */
export const newSigningSecret = () => `whsec_${randomBytes(32).toString("base64")}`;

/** The key that such a secret writes. */
export const signingKey = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/, ""), "base64");

/** HMAC-SHA256 over what is given, part by part. */
export function hmac(key: Buffer, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const mac = createHmac("sha256", key);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

/** Compares without telling by its time how much was right, whatever the lengths. */
export function isSame(given: string | Uint8Array, expected: string | Uint8Array): boolean {
  const digest = (value: string | Uint8Array) => createHash("sha256").update(value).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
