import { DomainError } from "#domain/errors.ts";

/**
 * Reads a request's body as it arrives, and no further than it may be long, whatever its headers say.
 *
 * @throws DomainError PAYLOAD_TOO_LARGE
 */
export async function readBody(request: Request, maxBytes: number): Promise<Buffer> {
  const tooLarge = () =>
    new DomainError(
      "too_large",
      "PAYLOAD_TOO_LARGE",
      `The request is too large: at most ${maxBytes.toLocaleString("en")} bytes are taken.`,
    );
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
