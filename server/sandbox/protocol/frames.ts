/** Largest frame either side accepts: a 10 MiB response as base64, twice over. */
export const MAX_FRAME_BYTES = 32 * 1024 * 1024;

const HEADER_BYTES = 5;

/** One message on the channel: a type and a UTF-8 body. */
export interface Frame {
  type: number;
  body: string;
}

/** Bytes that are no frame; whoever sent them cannot be talked to any more. */
export class FrameError extends Error {
  override name = "FrameError";
}

/**
 * Four bytes of body length (big endian), one of type, then the body.
 * @throws FrameError when the body is over MAX_FRAME_BYTES.
 */
export function encodeFrame(type: number, body: string): Buffer {
  const bodyBytes = Buffer.byteLength(body);
  if (bodyBytes > MAX_FRAME_BYTES) {
    throw new FrameError(`A frame of ${bodyBytes} bytes is over the limit of ${MAX_FRAME_BYTES}`);
  }
  const frame = Buffer.allocUnsafe(HEADER_BYTES + bodyBytes);
  frame.writeUInt32BE(bodyBytes, 0);
  frame.writeUInt8(type, 4);
  frame.write(body, HEADER_BYTES);
  return frame;
}

/** Cuts a byte stream into frames; holds at most one frame that is still arriving. */
export class FrameReader {
  #chunks: Buffer[] = [];
  #held = 0;
  #wanted = HEADER_BYTES;

  /** The frames that these bytes complete. @throws FrameError for a length over the limit. */
  push(bytes: Buffer): Frame[] {
    this.#chunks.push(bytes);
    this.#held += bytes.length;
    const frames: Frame[] = [];
    while (this.#held >= this.#wanted) {
      const buffer = this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks);
      const bodyBytes = buffer.readUInt32BE(0);
      if (bodyBytes > MAX_FRAME_BYTES) throw new FrameError(`A frame claims ${bodyBytes} bytes`);
      const end = HEADER_BYTES + bodyBytes;
      const isWhole = buffer.length >= end;
      if (isWhole) frames.push({ type: buffer.readUInt8(4), body: buffer.toString("utf8", HEADER_BYTES, end) });
      const rest = isWhole ? buffer.subarray(end) : buffer;
      this.#chunks = rest.length > 0 ? [rest] : [];
      this.#held = rest.length;
      this.#wanted = isWhole ? HEADER_BYTES : end;
    }
    return frames;
  }
}
