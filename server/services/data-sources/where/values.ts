/** Numbers as a text may write them plainly; both PostgreSQL and JavaScript read it as the same double. */
export const PLAIN_NUMBER = "^-?[0-9]{1,15}(\\.[0-9]{1,15})?$";
const plainNumber = new RegExp(PLAIN_NUMBER);

/** The number that a value is or writes; undefined for anything else. */
export function looseNumber(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && plainNumber.test(value) ? Number(value) : undefined;
}

/** Equality of JSON values; a value that is missing equals null. The order of an object's names does not matter. */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b || (a ?? null) === (b ?? null)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => isSameJson(item, b[index]))
    );
  }
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => Object.hasOwn(right, name) && isSameJson(left[name], right[name]))
  );
}

/** Compares texts by code point, as PostgreSQL's "C" collation does: below 0, 0 or above. */
export function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  const [left, right] = [a[Symbol.iterator](), b[Symbol.iterator]()];
  for (;;) {
    const [x, y] = [left.next(), right.next()];
    if (x.done || y.done) return Number(y.done ?? false) - Number(x.done ?? false);
    if (x.value !== y.value) return x.value.codePointAt(0)! - y.value.codePointAt(0)!;
  }
}

/** The letters beyond ASCII that have one lower-case letter, and those: what `translate` in PostgreSQL takes. */
export const CASE_PAIRS = casePairs();
const lowerOf = new Map([...CASE_PAIRS.upper].map((letter, index) => [letter, [...CASE_PAIRS.lower][index]!]));

function casePairs(): { upper: string; lower: string } {
  let upper = "";
  let lower = "";
  for (let code = 0x80; code <= 0x1ffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const letter = String.fromCodePoint(code);
    const small = letter.toLowerCase();
    // Some become two letters, the Kelvin sign an ASCII one: those stay as they are.
    if (small === letter || [...small].length !== 1 || small < "\u0080") continue;
    upper += letter;
    lower += small;
  }
  return { upper, lower };
}

/** A text with case aside, letter by letter, the same here and in PostgreSQL whatever locale its server has. */
export function foldCase(text: string): string {
  let folded = "";
  for (const letter of text) {
    folded +=
      letter >= "A" && letter <= "Z"
        ? letter.toLowerCase()
        : letter < "\u0080"
          ? letter
          : (lowerOf.get(letter) ?? letter);
  }
  return folded;
}

/** A text as a LIKE pattern that means just it. */
export const escapeLike = (text: string) => text.replace(/[\\%_]/g, "\\$&");

type LikeToken = { any: "one" | "many" } | { letter: string };

function likeTokens(pattern: string): LikeToken[] {
  const tokens: LikeToken[] = [];
  const letters = [...pattern];
  for (let at = 0; at < letters.length; at++) {
    const letter = letters[at]!;
    if (letter === "%") tokens.push({ any: "many" });
    else if (letter === "_") tokens.push({ any: "one" });
    else tokens.push({ letter: letter === "\\" ? letters[++at]! : letter });
  }
  return tokens;
}

/** Matches a whole text against a LIKE pattern as PostgreSQL does, in time bound by text times pattern. */
export function likeMatcher(pattern: string, ignoreCase: boolean): (text: string) => boolean {
  const tokens = likeTokens(ignoreCase ? foldCase(pattern) : pattern);
  return (text) => {
    const letters = [...(ignoreCase ? foldCase(text) : text)];
    let [at, token] = [0, 0];
    // Where the last % began to swallow, to let it swallow one letter more when the rest does not fit.
    let [retryAt, retryToken] = [-1, -1];
    while (at < letters.length) {
      const wanted = tokens[token];
      if (wanted && "any" in wanted && wanted.any === "many") {
        [retryAt, retryToken] = [at, token++];
      } else if (wanted && ("any" in wanted || wanted.letter === letters[at])) {
        at++;
        token++;
      } else if (retryToken >= 0) {
        at = ++retryAt;
        token = retryToken + 1;
      } else return false;
    }
    return tokens.slice(token).every((rest) => "any" in rest && rest.any === "many");
  };
}
