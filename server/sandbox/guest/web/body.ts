import { URLSearchParams } from "whatwg-url";
import { NativeTypeError } from "../intrinsics.ts";
import { Blob } from "./blob.ts";
import { decodeUtf8, encodeUtf8, viewBytes } from "./encoding.ts";
import { FormData } from "./form-data.ts";
import type { Headers } from "./headers.ts";
import { decodeMultipart, encodeMultipart } from "./multipart.ts";

export type BodyInit = string | ArrayBuffer | ArrayBufferView | URLSearchParams | FormData | Blob | object | null;

/** What a Request and a Response carry: bytes, held whole, read once. */
export abstract class Body {
  abstract readonly headers: Headers;
  #bytes: Uint8Array<ArrayBuffer> | null;
  #isUsed = false;

  constructor(bytes: Uint8Array<ArrayBuffer> | null) {
    this.#bytes = bytes;
  }

  get bodyUsed(): boolean {
    return this.#isUsed;
  }

  async text(): Promise<string> {
    const text = decodeUtf8(this.#take());
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  async bytes(): Promise<Uint8Array> {
    return this.#take().slice();
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#take().slice().buffer;
  }

  async blob(): Promise<Blob> {
    return new Blob([this.#take()], { type: this.headers.get("content-type") ?? "" });
  }

  /** Reads a form: multipart, or as the query of an address. */
  async formData(): Promise<FormData> {
    const type = this.headers.get("content-type") ?? "";
    if (/^multipart\/form-data\b/i.test(type)) return decodeMultipart(this.#take(), type);
    if (!/^application\/x-www-form-urlencoded\b/i.test(type)) {
      throw new NativeTypeError(`The body is not a form: its content type is "${type}"`);
    }
    const form = new FormData();
    for (const [name, value] of new URLSearchParams(await this.text())) form.append(name, value);
    return form;
  }

  /** The bytes without marking them as read, for a clone. */
  static peek(body: Body): Uint8Array<ArrayBuffer> | null {
    if (body.#isUsed) throw new NativeTypeError("The body was read already");
    return body.#bytes;
  }

  #take(): Uint8Array<ArrayBuffer> {
    if (this.#isUsed) throw new NativeTypeError("The body was read already: keep what the first read gave you");
    this.#isUsed = this.#bytes !== null;
    return this.#bytes ?? new Uint8Array(0);
  }
}

/** The bytes of a body and the content type it implies, null for none. */
export function bodyBytes(init: BodyInit | undefined): { bytes: Uint8Array<ArrayBuffer> | null; type: string | null } {
  if (init === undefined || init === null) return { bytes: null, type: null };
  if (typeof init === "string") return { bytes: encodeUtf8(init), type: "text/plain;charset=UTF-8" };
  if (init instanceof ArrayBuffer || ArrayBuffer.isView(init)) return { bytes: viewBytes(init).slice(), type: null };
  if (init instanceof URLSearchParams) {
    return { bytes: encodeUtf8(`${init}`), type: "application/x-www-form-urlencoded;charset=UTF-8" };
  }
  if (init instanceof FormData) return encodeMultipart(init);
  if (init instanceof Blob) return { bytes: Blob.peek(init), type: init.type || null };
  return { bytes: encodeUtf8(`${init as unknown as string}`), type: "text/plain;charset=UTF-8" };
}
