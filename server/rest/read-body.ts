import { badInput, DomainError } from "#domain/errors.ts";
import { jsonFault, placeOf } from "#domain/json-fault.ts";
import { readText } from "../trpc/read-text.ts";

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
