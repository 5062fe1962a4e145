import { type Node, parse } from "acorn";
import type { SyntaxFault } from "#domain/screen.ts";

/** What a script is made of, or why it cannot be read, with the place in it in UTF-16 units. */
export type ParsedScript = { body: readonly Node[] } | { fault: SyntaxFault & { position: number | null } };

/** Reads code as a screen's sandbox does, as a script, without running it. */
export function parseScript(code: string): ParsedScript {
  try {
    return { body: parse(code, { ecmaVersion: "latest", sourceType: "script" }).body };
  } catch (error) {
    if (error instanceof SyntaxError && "pos" in error) {
      const { pos, loc } = error as SyntaxError & { pos: number; loc: { line: number; column: number } };
      const message = error.message.replace(/ \(\d+:\d+\)$/, "");
      return { fault: { message, line: loc.line, column: loc.column + 1, position: pos } };
    }
    // The parser calls itself for what is nested.
    if (error instanceof RangeError)
      return { fault: { message: "It is nested too deep to be read", line: 1, column: 1, position: null } };
    throw error;
  }
}

/** Where code cannot be read; null when it can. */
export function syntaxErrorOf(code: string): SyntaxFault | null {
  const parsed = parseScript(code);
  if ("body" in parsed) return null;
  const { message, line, column } = parsed.fault;
  return { message, line, column };
}
