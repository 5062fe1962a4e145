import { NativeTypeError } from "../intrinsics.ts";

export interface HmacAlgorithm {
  name: "HMAC";
  hash: { name: string };
  /** Bits. */
  length: number;
}

const INSIDE = {};
let bytesOf: (key: CryptoKey) => Uint8Array<ArrayBuffer>;

/** A secret key whose bytes only `crypto.subtle` reads. */
export class CryptoKey {
  readonly type = "secret";
  readonly algorithm: HmacAlgorithm;
  readonly extractable: boolean;
  readonly usages: readonly string[];
  readonly #bytes: Uint8Array<ArrayBuffer>;

  static {
    bytesOf = (key) => key.#bytes;
  }

  constructor(
    inside: unknown,
    bytes: Uint8Array<ArrayBuffer>,
    algorithm: HmacAlgorithm,
    extractable: boolean,
    usages: readonly string[],
  ) {
    if (inside !== INSIDE) throw new NativeTypeError("A CryptoKey is made by crypto.subtle.importKey or generateKey");
    this.#bytes = bytes;
    this.algorithm = algorithm;
    this.extractable = extractable;
    this.usages = usages;
  }
}

export const makeKey = (
  bytes: Uint8Array<ArrayBuffer>,
  algorithm: HmacAlgorithm,
  extractable: boolean,
  usages: readonly string[],
) => new CryptoKey(INSIDE, bytes, algorithm, extractable === true, [...usages]);

export const readKey = (key: CryptoKey): Uint8Array<ArrayBuffer> => bytesOf(key);
