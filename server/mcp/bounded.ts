/** A value of more letters of JSON than this is told by its beginning: what reads it has a context to fill. */
const LETTERS_MAX = 20_000;

/** The value, or the beginning of its JSON with a note where it is long. */
export function bounded(value: unknown): unknown {
  const json = JSON.stringify(value) ?? "null";
  if (json.length <= LETTERS_MAX) return value;
  return { isCut: true, letters: json.length, beginning: json.slice(0, LETTERS_MAX) };
}
