import { createHash, createHmac } from "node:crypto";

const ALGORITHMS: Record<string, string> = {
  "SHA-1": "sha1",
  "SHA-256": "sha256",
  "SHA-384": "sha384",
  "SHA-512": "sha512",
};
/** The guest keeps to this by itself; one that has been taken over may not make the process copy more. */
const MAX_CHARS = 32 * 1024 * 1024;

/**
 * The hash of `data`, or its HMAC when there is a `key`; all of them one character a byte.
 * @throws TypeError for what the guest's own code would not have asked
 */
export function digest(hash: unknown, data: unknown, key: unknown): string {
  const algorithm = typeof hash === "string" && Object.hasOwn(ALGORITHMS, hash) ? ALGORITHMS[hash] : undefined;
  if (algorithm === undefined || !isShort(data) || (key !== null && !isShort(key))) {
    throw new TypeError("The hash was asked for in a way that is not known here");
  }
  const hasher = key === null ? createHash(algorithm) : createHmac(algorithm, Buffer.from(key, "latin1"));
  return hasher.update(data, "latin1").digest().toString("latin1");
}

const isShort = (value: unknown): value is string => typeof value === "string" && value.length <= MAX_CHARS;
