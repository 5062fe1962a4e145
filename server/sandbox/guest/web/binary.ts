import { apply, charCodeAt, NativeString, NativeUint8Array } from "../intrinsics.ts";

const { fromCharCode } = NativeString;
/** Arguments of one call: V8 takes some tens of thousands. */
const CHUNK = 8_192;

/** One character a byte, so that text tools find their way in bytes. */
export function toBinary(bytes: Uint8Array): string {
  let out = "";
  for (let at = 0; at < bytes.length; at += CHUNK) {
    out += apply(fromCharCode, undefined, bytes.subarray(at, at + CHUNK) as unknown as number[]);
  }
  return out;
}

export function fromBinary(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new NativeUint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = charCodeAt(text, at);
  return bytes;
}
