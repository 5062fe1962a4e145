import { NativeTypeError, numberToString, padStart } from "../intrinsics.ts";
import { base64ToBytes } from "./base64.ts";
import { namedError } from "./dom-exception.ts";
import { viewBytes } from "./encoding.ts";
import { connectSubtle, type Digest, subtle } from "./subtle.ts";

const MAX_BYTES = 65_536;

let randomBase64: (bytes: number) => string = () => "";

/** Randomness and hashes come from the process around the isolate: an isolate has no source of its own. */
export function connectCrypto(random: (bytes: number) => string, digest: Digest): void {
  randomBase64 = random;
  connectSubtle(digest, getRandomValues);
}

function getRandomValues<T extends ArrayBufferView>(target: T): T {
  if (!ArrayBuffer.isView(target)) throw new NativeTypeError("crypto.getRandomValues needs a typed array");
  if (target instanceof DataView || target instanceof Float32Array || target instanceof Float64Array)
    throw namedError("TypeMismatchError", "crypto.getRandomValues needs a typed array of whole numbers");
  if (target.byteLength > MAX_BYTES) {
    throw namedError("QuotaExceededError", `crypto.getRandomValues fills at most ${MAX_BYTES} bytes at a time`);
  }
  const bytes = base64ToBytes(randomBase64(target.byteLength));
  if (bytes !== null) viewBytes(target).set(bytes);
  return target;
}

/** Random UUID, version 4 (RFC 9562). */
function randomUUID(): string {
  const bytes = getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  let out = "";
  for (let at = 0; at < 16; at++) {
    if (at === 4 || at === 6 || at === 8 || at === 10) out += "-";
    out += padStart(numberToString(bytes[at]!, 16), 2, "0");
  }
  return out;
}

export const crypto = { getRandomValues, randomUUID, subtle };
