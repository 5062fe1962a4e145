import { charCodeAt, floor, NativeString, NativeTypeError, NativeUint8Array, toWellFormed } from "../intrinsics.ts";

const { fromCharCode } = NativeString;

/** UTF-8 bytes of a string; lone surrogates become U+FFFD. */
export function encodeUtf8(input: string): Uint8Array<ArrayBuffer> {
  const text = toWellFormed(input);
  const bytes = new NativeUint8Array(text.length * 3);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    let code = charCodeAt(text, at);
    if (code < 0x80) {
      bytes[length++] = code;
      continue;
    }
    if (code < 0x800) {
      bytes[length++] = 0xc0 | (code >> 6);
      bytes[length++] = 0x80 | (code & 0x3f);
      continue;
    }
    if (code >= 0xd800 && code <= 0xdbff) {
      at += 1;
      code = 0x10000 + ((code - 0xd800) << 10) + (charCodeAt(text, at) - 0xdc00);
      bytes[length++] = 0xf0 | (code >> 18);
      bytes[length++] = 0x80 | ((code >> 12) & 0x3f);
    } else {
      bytes[length++] = 0xe0 | (code >> 12);
    }
    bytes[length++] = 0x80 | ((code >> 6) & 0x3f);
    bytes[length++] = 0x80 | (code & 0x3f);
  }
  return bytes.slice(0, length);
}

/** @throws TypeError when `fatal` and the bytes are not UTF-8; otherwise each bad byte becomes U+FFFD. */
export function decodeUtf8(bytes: Uint8Array, fatal = false): string {
  let out = "";
  let at = 0;
  while (at < bytes.length) {
    const first = bytes[at]!;
    if (first < 0x80) {
      out += fromCharCode(first);
      at += 1;
      continue;
    }
    const size =
      first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
    let code = size === 2 ? first & 0x1f : size === 3 ? first & 0x0f : first & 0x07;
    let read = 1;
    while (read < size && isContinuation(bytes, at, read, first)) code = (code << 6) | (bytes[at + read++]! & 0x3f);
    const isWhole = size > 0 && read === size;
    if (!isWhole && fatal) throw new NativeTypeError("The bytes are not UTF-8");
    if (!isWhole) out += "\uFFFD";
    else if (code < 0x10000) out += fromCharCode(code);
    else out += fromCharCode(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
    at += read;
  }
  return out;
}

/** The second byte has a narrower range after some first bytes: no overlong forms, no surrogates. */
function isContinuation(bytes: Uint8Array, at: number, read: number, first: number): boolean {
  const byte = bytes[at + read];
  if (byte === undefined) return false;
  const low = read === 1 ? (first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80) : 0x80;
  const high = read === 1 ? (first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf) : 0xbf;
  return byte >= low && byte <= high;
}

/** The bytes a BufferSource stands for, not copied. */
export function viewBytes(source: ArrayBuffer | ArrayBufferView): Uint8Array<ArrayBuffer> {
  if (ArrayBuffer.isView(source)) {
    return new NativeUint8Array(source.buffer as ArrayBuffer, source.byteOffset, source.byteLength);
  }
  return new NativeUint8Array(source);
}

export class TextEncoder {
  readonly encoding = "utf-8";
  encode(input = ""): Uint8Array {
    return encodeUtf8(`${input}`);
  }
  encodeInto(input: string, target: Uint8Array): { read: number; written: number } {
    let read = 0;
    let written = 0;
    for (const char of toWellFormed(`${input}`)) {
      const bytes = encodeUtf8(char);
      if (written + bytes.length > target.length) break;
      target.set(bytes, written);
      written += bytes.length;
      read += char.length;
    }
    return { read, written };
  }
}

const LABELS: Record<string, "utf-8" | "utf-16le" | "windows-1252"> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "utf-16le": "utf-16le",
  "utf-16": "utf-16le",
  "iso-8859-1": "windows-1252",
  latin1: "windows-1252",
  "us-ascii": "windows-1252",
  ascii: "windows-1252",
  "windows-1252": "windows-1252",
};

/** Decodes UTF-8, UTF-16LE and single-byte Western text. */
export class TextDecoder {
  readonly encoding: string;
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  /** The beginning of a character, between two calls of a stream. */
  #rest: Uint8Array = new NativeUint8Array(0);
  #hasBegun = false;

  constructor(label = "utf-8", options: { fatal?: boolean; ignoreBOM?: boolean } = {}) {
    const known = LABELS[`${label}`.trim().toLowerCase()];
    if (known === undefined)
      throw new RangeError(`The encoding "${label}" is not supported here: use utf-8, utf-16le or latin1`);
    this.encoding = known;
    this.fatal = options.fatal === true;
    this.ignoreBOM = options.ignoreBOM === true;
  }

  /** With `stream: true` a character whose end is still to come waits for the next call. */
  decode(source?: ArrayBuffer | ArrayBufferView, options: { stream?: boolean } = {}): string {
    const bytes = joined(this.#rest, source === undefined ? new NativeUint8Array(0) : viewBytes(source));
    const isMore = options?.stream === true;
    const whole = isMore ? wholeLength(bytes, this.encoding) : bytes.length;
    this.#rest = bytes.slice(whole);
    const text = this.#read(bytes.subarray(0, whole));
    const isFirst = !this.#hasBegun;
    this.#hasBegun = isMore && (this.#hasBegun || whole > 0);
    return isFirst && !this.ignoreBOM && charCodeAt(text, 0) === 0xfeff ? text.slice(1) : text;
  }

  #read(bytes: Uint8Array): string {
    if (this.encoding === "utf-8") return decodeUtf8(bytes, this.fatal);
    const step = this.encoding === "utf-16le" ? 2 : 1;
    let out = "";
    for (let at = 0; at + step <= floor(bytes.length / step) * step; at += step) {
      out += fromCharCode(step === 2 ? bytes[at]! | (bytes[at + 1]! << 8) : bytes[at]!);
    }
    return out;
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const all = new NativeUint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

/** How many of the bytes are whole characters, when more may follow. */
function wholeLength(bytes: Uint8Array, encoding: string): number {
  const { length } = bytes;
  if (encoding !== "utf-8") return encoding === "utf-16le" ? length - (length % 2) : length;
  for (let back = 1; back <= 3 && back <= length; back++) {
    const byte = bytes[length - back]!;
    if (byte < 0x80) return length;
    if (byte >= 0xc2) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? length - back : length;
  }
  return length;
}
