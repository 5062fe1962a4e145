import type { Test } from "./filter.ts";
import { refuse } from "./refuse.ts";
import { escapeLike } from "./values.ts";

const PATTERN_LENGTH_MAX = 1_000;
/** Letters that mean themselves, and escaped punctuation that does; the anchors may stand at the ends. */
const LITERAL = /^(\^?)((?:[A-Za-z0-9 _@,:;!#%&=~'"<>/-]|\\[.*+?()[\]{}|^$/\\-])*)(\$?)$/;

/**
 * Reads `$regex` and `$options` (i, m, s, u). A pattern that is a plain text becomes a LIKE, which the database answers
 * by itself.
 */
export function parsePattern(source: unknown, options: unknown = ""): Test {
  if (typeof source !== "string" || typeof options !== "string")
    throw refuse('$regex takes a text and $options letters, e.g. { $regex: "^ann", $options: "i" }.');
  if (source.length > PATTERN_LENGTH_MAX)
    throw refuse(`$regex takes at most ${PATTERN_LENGTH_MAX} characters, got ${source.length}.`);
  const flags = [...new Set(options)].sort().join("");
  if (/[^imsu]/.test(flags)) throw refuse(`$options knows i, m, s and u, got "${options}".`);
  try {
    new RegExp(source, flags);
  } catch (error) {
    throw refuse(`$regex is not a regular expression: ${(error as Error).message}.`);
  }
  const literal = flags === "" || flags === "i" ? LITERAL.exec(source) : null;
  if (!literal) return { op: "regex", source, flags };
  const text = escapeLike(literal[2]!.replace(/\\(.)/g, "$1"));
  return {
    op: "like",
    pattern: `${literal[1] ? "" : "%"}${text}${literal[3] ? "" : "%"}`,
    ignoreCase: flags === "i",
  };
}
