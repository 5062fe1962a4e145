import { now } from "../intrinsics.ts";
import { decodeUtf8, encodeUtf8, viewBytes } from "./encoding.ts";

export type BlobPart = Blob | ArrayBuffer | ArrayBufferView | string;

/** Bytes with a type, held whole. */
export class Blob {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;

  constructor(parts: Iterable<BlobPart> = [], options: { type?: string } = {}) {
    const type = `${options.type ?? ""}`;
    this.#bytes = join(parts);
    this.type = /^[\x20-\x7e]*$/.test(type) ? type.toLowerCase() : "";
  }

  get size(): number {
    return this.#bytes.length;
  }

  async text(): Promise<string> {
    const text = decodeUtf8(this.#bytes);
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return this.#bytes.slice().buffer;
  }

  async bytes(): Promise<Uint8Array> {
    return this.#bytes.slice();
  }

  slice(start = 0, end = this.size, type = ""): Blob {
    return new Blob([this.#bytes.subarray(start, end)], { type });
  }

  /** The bytes themselves, for those who only read them. */
  static peek(blob: Blob): Uint8Array<ArrayBuffer> {
    return blob.#bytes;
  }
}

export class File extends Blob {
  readonly name: string;
  /** Epoch milliseconds. */
  readonly lastModified: number;

  constructor(parts: Iterable<BlobPart>, name: string, options: { type?: string; lastModified?: number } = {}) {
    super(parts, options);
    this.name = `${name}`;
    this.lastModified = options.lastModified ?? now();
  }
}

function join(parts: Iterable<BlobPart>): Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for (const part of parts) {
    const piece = partBytes(part);
    pieces.push(piece);
    length += piece.length;
  }
  const joined = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

function partBytes(part: BlobPart): Uint8Array {
  if (part instanceof Blob) return Blob.peek(part);
  if (part instanceof ArrayBuffer || ArrayBuffer.isView(part)) return viewBytes(part);
  return encodeUtf8(`${part}`);
}
