const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const SPACE = /[ \t\n\r]*/y;

/** Just behind the string that begins at `at`; null when none does. A walk of its own: a pattern would need the stack. */
function endOfString(text: string, at: number): number | null {
  if (text[at] !== '"') return null;
  for (let next = at + 1; next < text.length; ) {
    if (text[next] === '"') return next + 1;
    if (text[next] === "\\") {
      ESCAPE.lastIndex = next;
      const found = ESCAPE.exec(text);
      if (!found) return null;
      next += found[0].length;
    } else if (text.charCodeAt(next) < 0x20) return null;
    else next++;
  }
  return null;
}

/**
 * Where a text stops being JSON, characters from 0; null for a text that is. Engines tell it in words of their own, and
 * often not at all.
 */
export function jsonFault(text: string): number | null {
  let at = 0;
  /** What is open, innermost last. */
  const open: ("{" | "[")[] = [];
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at += found[0].length;
    return found !== null;
  };
  const takeLetter = (letter: string): boolean => {
    take(SPACE);
    if (text[at] !== letter) return false;
    at++;
    return true;
  };
  const takeString = (): boolean => {
    const end = endOfString(text, at);
    at = end ?? at;
    return end !== null;
  };
  const takeName = () => {
    take(SPACE);
    return takeString() && takeLetter(":");
  };

  for (;;) {
    take(SPACE);
    if (takeLetter("{")) {
      open.push("{");
      if (!takeLetter("}")) {
        if (!takeName()) return at;
        continue;
      }
      open.pop();
    } else if (takeLetter("[")) {
      open.push("[");
      if (!takeLetter("]")) continue;
      open.pop();
    } else if (!takeString() && !take(WORD) && !take(NUMBER)) return at;

    while (open.length > 0 && takeLetter(open.at(-1) === "{" ? "}" : "]")) open.pop();
    if (open.length === 0) break;
    if (!takeLetter(",") || (open.at(-1) === "{" && !takeName())) return at;
  }
  take(SPACE);
  return at === text.length ? null : at;
}

/** A place in a text as people count: line and column, from 1. */
export function placeOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split("\n");
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
