import { styleText } from "node:util";
import { plainText } from "#domain/terminal-codes.ts";
import type { Io, Output } from "./io.ts";

export type Colour = "red" | "green" | "yellow" | "cyan" | "dim" | "bold";
export type Paint = (colour: Colour, text: string) => string;

/**
 * Colours a text where the output is a terminal. NO_COLOR of any value but the empty one means none, FORCE_COLOR some in a
 * pipe too (no-color.org, force-color.org).
 */
export function paintFor(output: Output, env: Io["env"]): Paint {
  const isForced = (env.FORCE_COLOR ?? "") !== "" && env.FORCE_COLOR !== "0";
  const isColoured = (env.NO_COLOR ?? "") === "" && env.TERM !== "dumb" && (output.isTTY === true || isForced);
  // The decision is ours: Node's own would look at the real process.
  return isColoured ? (colour, text) => styleText(colour, text, { validateStream: false }) : (_colour, text) => text;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A text of somebody else's, safe to show: what a handler logs must neither move the cursor, set the window's title nor
 * turn the direction of writing around. Line ends and tabs stay.
 */
export const harmless = (text: string): string => plainText(text).replaceAll("\r\n", "\n").replace(CONTROL, "\u00b7");

/** Of those, what JSON leaves as it is. */
const UNESCAPED = /[\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/** A value of somebody else's as JSON and a line end, as safe to show: it reads back as the same value. */
export const harmlessJson = (value: unknown, indent?: number): string =>
  `${JSON.stringify(value, null, indent).replace(UNESCAPED, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;

/** A harmless text in one line. */
export const oneLine = (text: string): string => harmless(text).replace(/\s*\n\s*/g, " ");
