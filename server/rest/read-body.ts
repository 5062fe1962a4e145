import { badInput, DomainError } from "#domain/errors.ts";
import { jsonFault, placeOf } from "#domain/json-fault.ts";
import { BODY_BYTES_MAX, TOO_LARGE } from "../trpc/door.ts";

/**
 * The fields that a request's JSON body holds; none for an empty body. No more of it is read than a body may have.
 *
 * @throws DomainError on a body that is too large, is not JSON, or is no object.
 */
export async function readBody(request: Request): Promise<Record<string, unknown>> {
  const text = await readText(request);
  if (text.trim() === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const position = jsonFault(text) ?? 0;
    const { line, column } = placeOf(text, position);
    const message = `The body is not JSON: it goes wrong in line ${line}, column ${column}.`;
    throw new DomainError("bad_input", "INVALID_INPUT", message, { position });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw badInput("INVALID_INPUT", "The body must be a JSON object.");
  return value as Record<string, unknown>;
}

async function readText({ body }: Request): Promise<string> {
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
