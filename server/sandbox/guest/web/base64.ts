import { charCodeAt, NativeString, NativeUint8Array } from "../intrinsics.ts";
import { namedError } from "./dom-exception.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const { fromCharCode } = NativeString;
const VALUES = new NativeUint8Array(128).fill(255);
for (let at = 0; at < 64; at++) VALUES[charCodeAt(ALPHABET, at)] = at;

export function bytesToBase64(bytes: Uint8Array): string {
  let out = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const left = bytes.length - at;
    const three = (bytes[at]! << 16) | ((left > 1 ? bytes[at + 1]! : 0) << 8) | (left > 2 ? bytes[at + 2]! : 0);
    out += ALPHABET[three >> 18]! + ALPHABET[(three >> 12) & 63]!;
    out += left > 1 ? ALPHABET[(three >> 6) & 63]! : "=";
    out += left > 2 ? ALPHABET[three & 63]! : "=";
  }
  return out;
}

/** Null when the text is not base64. Padding may be missing, white space is skipped, as `atob` allows. */
export function base64ToBytes(text: string): Uint8Array<ArrayBuffer> | null {
  const bytes = new NativeUint8Array((text.length >> 2) * 3 + 3);
  let length = 0;
  let bits = 0;
  let held = 0;
  let digits = 0;
  let pads = 0;
  for (let at = 0; at < text.length; at++) {
    const code = charCodeAt(text, at);
    if (code === 32 || code === 9 || code === 10 || code === 12 || code === 13) continue;
    if (code === 61) {
      pads += 1;
      continue;
    }
    const value = code < 128 ? VALUES[code]! : 255;
    if (value === 255 || pads > 0) return null;
    digits += 1;
    held = (held << 6) | value;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = (held >> bits) & 255;
    }
    held &= 255;
  }
  if (digits % 4 === 1 || pads > 2 || (pads > 0 && (digits + pads) % 4 !== 0)) return null;
  return bytes.slice(0, length);
}

export function btoa(input: unknown): string {
  const text = `${input as string}`;
  const bytes = new NativeUint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = charCodeAt(text, at);
    if (code > 255) throw invalid("btoa: the text has characters outside Latin-1; encode it with TextEncoder first");
    bytes[at] = code;
  }
  return bytesToBase64(bytes);
}

export function atob(input: unknown): string {
  const bytes = base64ToBytes(`${input as string}`);
  if (bytes === null) throw invalid("atob: the text is not base64");
  let out = "";
  for (let at = 0; at < bytes.length; at++) out += fromCharCode(bytes[at]!);
  return out;
}

const invalid = (message: string) => namedError("InvalidCharacterError", message);
