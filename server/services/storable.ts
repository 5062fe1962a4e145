import { DomainError } from "#domain/errors.ts";
import { PAYLOAD_BYTES } from "#domain/limits.ts";

/** Deeper JSON crashes recursive readers down the line. */
const JSON_DEPTH_MAX = 200;

/** PostgreSQL refuses NUL and lone surrogates; both become U+FFFD, here and in what the sandbox sends. */
export function storableText(text: string): string {
  return text.isWellFormed() && !text.includes("\u0000") ? text : text.toWellFormed().replaceAll("\u0000", "\uFFFD");
}

/**
 * The value with every text made storable, keys included.
 *
 * @throws DomainError INVALID_INPUT when nested more than 200 levels deep, or with a number beyond all doubles.
 */
export function storableJson(value: unknown, depth = 0): unknown {
  if (depth > JSON_DEPTH_MAX)
    throw new DomainError("bad_input", "INVALID_INPUT", `The JSON is nested more than ${JSON_DEPTH_MAX} levels deep.`, {
      field: "payload",
    });
  if (typeof value === "string") return storableText(value);
  // 1e400 is JSON, and no number that anybody here could hold: it would come back as null.
  if (typeof value === "number" && !Number.isFinite(value))
    throw new DomainError("bad_input", "INVALID_INPUT", "A number in the JSON is too large to be kept.", {
      field: "payload",
    });
  if (Array.isArray(value)) return value.map((item) => storableJson(item, depth + 1));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [storableText(key), storableJson(item, depth + 1)]),
    );
  }
  return value;
}

/**
 * A payload as it is stored and handed to the screen.
 *
 * @param bytesMax the app's limit, bytes of JSON
 * @throws DomainError PAYLOAD_TOO_LARGE over the limit, INVALID_INPUT as `storableJson`.
 */
export function storablePayload(payload: unknown, bytesMax = PAYLOAD_BYTES): unknown {
  if (payload === undefined) return null;
  const storable = storableJson(payload);
  const bytes = Buffer.byteLength(JSON.stringify(storable));
  if (bytes > bytesMax) {
    throw new DomainError(
      "too_large",
      "PAYLOAD_TOO_LARGE",
      `The payload has ${bytes.toLocaleString("en")} bytes of JSON; at most ${bytesMax.toLocaleString("en")} are allowed.`,
      { field: "payload" },
    );
  }
  return storable;
}
