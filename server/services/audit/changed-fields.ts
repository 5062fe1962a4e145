import { isDeepStrictEqual } from "node:util";

/** A value of more than these letters as JSON is told by its size. */
const VALUE_LETTERS_MAX = 4_000;

type Fields = Record<string, unknown>;

/**
 * The fields in which two states differ, as they were and as they became. A state that was or became nothing is null
 * beside all fields of the other; two equal ones are null both.
 */
export function changedFields(
  before: object | null,
  after: object | null,
): { before: Fields | null; after: Fields | null } {
  if (!before || !after) return { before: before && shortened(before), after: after && shortened(after) };
  const was: Fields = {};
  const became: Fields = {};
  const old = before as Fields;
  const now = after as Fields;
  for (const field of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (isDeepStrictEqual(old[field], now[field])) continue;
    was[field] = old[field] ?? null;
    became[field] = now[field] ?? null;
  }
  if (Object.keys(was).length === 0) return { before: null, after: null };
  return { before: shortened(was), after: shortened(became) };
}

function shortened(state: object): Fields {
  return Object.fromEntries(
    Object.entries(state).map(([field, value]) => {
      const letters = JSON.stringify(value)?.length ?? 0;
      return [field, letters > VALUE_LETTERS_MAX ? `(${letters.toLocaleString("en")} letters)` : value];
    }),
  );
}
