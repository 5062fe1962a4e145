/** JSON as people read it: two spaces deep. `undefined` gives an empty text. */
export const prettyJson = (value: unknown) => (value === undefined ? "" : JSON.stringify(value, null, 2));

export type ParsedPayload = { ok: true; value: unknown } | { ok: false; message: string };

/**
 * Reads what a person typed as a payload. An empty text means no payload (`value` is undefined); otherwise it must be
 * JSON, and `message` says what is wrong and in which line.
 */
export function parsePayload(text: string): ParsedPayload {
  if (text.trim() === "") return { ok: true, value: undefined };
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    const said = error instanceof Error ? error.message : "unreadable";
    const position = /position (\d+)/.exec(said)?.[1];
    const line = position === undefined ? undefined : text.slice(0, Number(position)).split("\n").length;
    const reason = said.replace(/ in JSON at position.*$/, "").replace(/, ?"[\s\S]*" is not valid JSON$/, "");
    return { ok: false, message: `Not valid JSON${line ? ` (line ${line})` : ""}: ${reason}.` };
  }
}
