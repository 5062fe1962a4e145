import { badInput, DomainError } from "#domain/errors.ts";
import { BODY_BYTES_MAX, TOO_LARGE } from "./door.ts";

/**
 * The body of a request as text. No more of it is read than a body may have, whatever its length was said to be.
 *
 * @throws DomainError PAYLOAD_TOO_LARGE, INVALID_INPUT on bytes that are no UTF-8.
 */
export async function readText({ body }: Request): Promise<string> {
  if (!body) return "";
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > BODY_BYTES_MAX) throw new DomainError("too_large", "PAYLOAD_TOO_LARGE", TOO_LARGE.message);
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw badInput("INVALID_INPUT", "The body is not text in UTF-8.");
  }
}
