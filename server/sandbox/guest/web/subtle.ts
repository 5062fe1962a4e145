import { NativeTypeError } from "../intrinsics.ts";
import { base64ToBytes, bytesToBase64 } from "./base64.ts";
import { fromBinary, toBinary } from "./binary.ts";
import { CryptoKey, type HmacAlgorithm, makeKey, readKey } from "./crypto-key.ts";
import { namedError } from "./dom-exception.ts";
import { viewBytes } from "./encoding.ts";

type BufferSource = ArrayBuffer | ArrayBufferView;
type AlgorithmName = string | { name: string; hash?: string | { name: string }; length?: number };

/** A digest of `data`, or its HMAC when there is a `key`; all of them one character a byte. */
export type Digest = (hash: string, data: string, key: string | null) => string;

const HASHES = ["SHA-1", "SHA-256", "SHA-384", "SHA-512"];
/** Block of each hash in bytes: the length of a key made for it. */
const BLOCK_BYTES: Record<string, number> = { "SHA-1": 64, "SHA-256": 64, "SHA-384": 128, "SHA-512": 128 };
/** What one call hashes at most; it crosses to the process around the isolate whole. */
const MAX_DATA_BYTES = 32 * 1024 * 1024;

let hostDigest: Digest = () => "";
let fillRandom: (bytes: Uint8Array) => void = () => {};

/** Hashing is the host's: native code, and in constant time where that matters. */
export function connectSubtle(digest: Digest, random: (bytes: Uint8Array) => void): void {
  hostDigest = digest;
  fillRandom = random;
}

export const subtle = {
  async digest(algorithm: AlgorithmName, data: BufferSource): Promise<ArrayBuffer> {
    return run(hashName(algorithm), data, null);
  },

  async importKey(
    format: string,
    keyData: BufferSource | { kty?: string; k?: string },
    algorithm: AlgorithmName,
    extractable: boolean,
    usages: string[],
  ): Promise<CryptoKey> {
    const hash = hmacHash(algorithm);
    if (format === "raw") return hmacKey(viewBytes(keyData as BufferSource).slice(), hash, extractable, usages);
    if (format !== "jwk") throw notSupported(`importKey knows the formats "raw" and "jwk", not "${format}"`);
    const { kty, k } = keyData as { kty?: string; k?: string };
    const bytes =
      kty === "oct" && typeof k === "string" ? base64ToBytes(k.replace(/-/g, "+").replace(/_/g, "/")) : null;
    if (bytes === null) throw namedError("DataError", 'A JWK for HMAC has kty "oct" and its bytes in k');
    return hmacKey(bytes, hash, extractable, usages);
  },

  async generateKey(algorithm: AlgorithmName, extractable: boolean, usages: string[]): Promise<CryptoKey> {
    const hash = hmacHash(algorithm);
    const bits = (typeof algorithm === "object" ? algorithm.length : undefined) ?? BLOCK_BYTES[hash]! * 8;
    if (!(bits > 0 && bits <= 8_192)) throw namedError("OperationError", "An HMAC key has between 1 and 8192 bits");
    const bytes = new Uint8Array(Math.ceil(bits / 8));
    fillRandom(bytes);
    return hmacKey(bytes, hash, extractable, usages);
  },

  async exportKey(format: string, key: CryptoKey): Promise<ArrayBuffer | object> {
    if (format !== "raw" && format !== "jwk")
      throw notSupported(`exportKey knows the formats "raw" and "jwk", not "${format}"`);
    if (!key.extractable)
      throw namedError("InvalidAccessError", "The key was made to stay inside: it is not extractable");
    const bytes = readKey(key);
    if (format === "raw") return bytes.slice().buffer;
    const k = bytesToBase64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
    // RFC 7518, 3.1: HS256 is HMAC with SHA-256.
    const alg = key.algorithm.hash.name.replace("SHA-", "HS");
    return { kty: "oct", k, alg, ext: true, key_ops: [...key.usages] };
  },

  async sign(algorithm: AlgorithmName, key: CryptoKey, data: BufferSource): Promise<ArrayBuffer> {
    return run(hashForUse(algorithm, key, "sign"), data, readKey(key));
  },

  async verify(
    algorithm: AlgorithmName,
    key: CryptoKey,
    signature: BufferSource,
    data: BufferSource,
  ): Promise<boolean> {
    const expected = new Uint8Array(run(hashForUse(algorithm, key, "verify"), data, readKey(key)));
    const given = viewBytes(signature);
    let difference = expected.length ^ given.length;
    for (let at = 0; at < expected.length; at++) difference |= expected[at]! ^ (given[at] ?? 0);
    return difference === 0;
  },
};

function run(hash: string, data: BufferSource, key: Uint8Array | null): ArrayBuffer {
  if (!(data instanceof ArrayBuffer) && !ArrayBuffer.isView(data)) {
    throw new NativeTypeError(
      "crypto.subtle works on bytes: pass an ArrayBuffer or a typed array, such as TextEncoder makes",
    );
  }
  if (data.byteLength > MAX_DATA_BYTES) {
    throw namedError("OperationError", `crypto.subtle takes at most ${MAX_DATA_BYTES} bytes at a time`);
  }
  return fromBinary(hostDigest(hash, toBinary(viewBytes(data)), key === null ? null : toBinary(key))).buffer;
}

function hashName(algorithm: AlgorithmName): string {
  const name = `${typeof algorithm === "string" ? algorithm : algorithm.name}`.toUpperCase();
  if (!HASHES.includes(name)) throw notSupported(`The hash "${name}" is not here: use ${HASHES.join(", ")}`);
  return name;
}

function hmacHash(algorithm: AlgorithmName): string {
  const { name, hash } = typeof algorithm === "string" ? { name: algorithm, hash: undefined } : algorithm;
  if (`${name}`.toUpperCase() !== "HMAC") throw notSupported(`Keys are for HMAC here, not for "${name}"`);
  if (hash === undefined) throw new NativeTypeError('An HMAC key needs its hash: { name: "HMAC", hash: "SHA-256" }');
  return hashName(hash);
}

function hashForUse(algorithm: AlgorithmName, key: CryptoKey, use: "sign" | "verify"): string {
  const name = `${typeof algorithm === "string" ? algorithm : algorithm.name}`.toUpperCase();
  if (name !== "HMAC") throw notSupported(`Only HMAC signs here, not "${name}"`);
  if (!(key instanceof CryptoKey) || !key.usages.includes(use)) {
    throw namedError("InvalidAccessError", `The key was not made to ${use}: name "${use}" among its usages`);
  }
  return key.algorithm.hash.name;
}

function hmacKey(bytes: Uint8Array<ArrayBuffer>, hash: string, extractable: boolean, usages: string[]): CryptoKey {
  if (bytes.length === 0) throw namedError("DataError", "An HMAC key cannot be empty");
  const algorithm: HmacAlgorithm = { name: "HMAC", hash: { name: hash }, length: bytes.length * 8 };
  return makeKey(bytes, algorithm, extractable, usages);
}

const notSupported = (message: string) => namedError("NotSupportedError", message);
