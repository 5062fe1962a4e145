import type { Meaning, Token } from "./token.ts";
import { knownWord, MONTHS, NUMBERS, ORDINALS, WEEKDAYS } from "./words.ts";

const IGNORED = '()"!';

/**
 * Cuts a sentence into tokens in one pass, never looking back further than one
 * token. Whatever is not understood becomes a `word` that is not known.
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const end = skipBlank(text, at);
    if (end > at) {
      at = end;
      continue;
    }
    const [stop, meaning] = scan(text, at);
    push(tokens, { ...meaning, text: text.slice(at, stop), position: at, length: stop - at });
    at = stop;
  }
  return tokens;
}

/** Blanks, brackets, quotes, and a full stop that ends a word. */
function skipBlank(text: string, at: number): number {
  const char = text[at]!;
  if (char.trim() === "" || IGNORED.includes(char)) return at + 1;
  const next = text[at + 1];
  return char === "." && (next === undefined || next.trim() === "" || next === ",") ? at + 1 : at;
}

type Scanned = readonly [stop: number, meaning: Meaning];

function scan(text: string, at: number): Scanned {
  const char = text[at]!;
  if (isDigit(char)) return scanDigits(text, at);
  if (char === ":" && runOf(text, at + 1, isDigit) === at + 3) {
    return [at + 3, { kind: "minutePast", value: Number(text.slice(at + 1, at + 3)) }];
  }
  if (!isLetter(char)) return [at + 1, word(char)];

  const meridiem = scanMeridiem(text, at);
  if (meridiem) return meridiem;
  const stop = runOf(text, at, (letter) => isLetter(letter) || isApostrophe(letter));
  const spelling = text.slice(at, stop).toLowerCase().replaceAll("\u2019", "'").replace(/'s$/, "");
  const meaning = meaningOf(spelling);
  const isZone = text[stop] === "/" && isLetter(text[stop + 1] ?? "") && meaning.kind === "word";
  return isZone ? [runOf(text, stop, isZoneChar), { kind: "zone" }] : [stop, meaning];
}

function scanDigits(text: string, at: number): Scanned {
  const stop = runOf(text, at, isDigit);
  const value = Number(text.slice(at, stop));
  const separator = text[stop]?.toLowerCase() ?? "";
  if (stop - at <= 2 && separator !== "" && ":.h".includes(separator) && runOf(text, stop + 1, isDigit) === stop + 3) {
    return [stop + 3, { kind: "clock", hour: value, minute: Number(text.slice(stop + 1, stop + 3)) }];
  }
  const suffix = text.slice(stop, stop + 2).toLowerCase();
  if (["st", "nd", "rd", "th"].includes(suffix) && !isLetter(text[stop + 2] ?? "")) {
    return [stop + 2, { kind: "ordinal", value }];
  }
  return [stop, { kind: "number", value, spelled: false }];
}

/** `a.m.` and `p.m.`, with or without the last full stop. */
function scanMeridiem(text: string, at: number): Scanned | null {
  const dotted = text.slice(at, at + 3).toLowerCase();
  if (dotted !== "a.m" && dotted !== "p.m") return null;
  const stop = text[at + 3] === "." ? at + 4 : at + 3;
  return [stop, word(dotted.replace(".", ""))];
}

function meaningOf(spelling: string): Meaning {
  const weekday = WEEKDAYS.get(spelling);
  if (weekday !== undefined) return { kind: "weekday", value: weekday };
  const month = MONTHS.get(spelling);
  if (month !== undefined) return { kind: "month", value: month };
  const number = NUMBERS.get(spelling);
  if (number !== undefined) return { kind: "number", value: number, spelled: true };
  const ordinal = ORDINALS.get(spelling);
  if (ordinal !== undefined) return { kind: "ordinal", value: ordinal };
  return word(spelling);
}

function word(spelling: string): Meaning {
  const known = knownWord(spelling);
  return { kind: "word", word: known ?? spelling, known: known !== undefined };
}

/** Adds a token, joining "twenty" and "five" (or "twenty-fifth") into one. */
function push(tokens: Token[], token: Token): void {
  const hyphen = tokens.at(-1);
  const hyphened = hyphen?.kind === "word" && hyphen.word === "-" && hyphen.position + 1 === token.position;
  const tens = tokens.at(hyphened ? -2 : -1);
  const isUnit = (token.kind === "ordinal" || (token.kind === "number" && token.spelled)) && token.value < 10;
  const isTens = tens?.kind === "number" && tens.spelled && tens.value >= 20 && tens.value % 10 === 0;
  if (!isUnit || !isTens || token.value === 0 || (hyphened && tens.position + tens.length !== hyphen.position)) {
    tokens.push(token);
    return;
  }
  tokens.length -= hyphened ? 2 : 1;
  const length = token.position + token.length - tens.position;
  const text = `${tens.text}-${token.text}`;
  tokens.push({ ...token, value: tens.value + token.value, text, position: tens.position, length });
}

function runOf(text: string, at: number, test: (char: string) => boolean): number {
  let stop = at;
  while (stop < text.length && test(text[stop]!)) stop++;
  return stop;
}

function isDigit(char: string): boolean {
  return char >= "0" && char <= "9";
}

/** Letters of any script, and whatever else lies beyond ASCII but blanks, dashes and quotes. */
function isLetter(char: string): boolean {
  if (char === "") return false;
  if (char < "\u0080") return (char >= "a" && char <= "z") || (char >= "A" && char <= "Z");
  return char.trim() !== "" && !(char >= "\u2010" && char <= "\u201f");
}

function isApostrophe(char: string): boolean {
  return char === "'" || char === "\u2019";
}

function isZoneChar(char: string): boolean {
  return isDigit(char) || isLetter(char) || "/_+-".includes(char);
}
