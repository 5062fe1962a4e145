import Anser from "anser";
import { plainText } from "#domain/terminal-codes.ts";

/** A stretch of a line in one look. */
export interface Segment {
  text: string;
  /** Classes of our own theme, all of which are readable on every row; undefined for the line's own look. */
  className?: string | undefined;
}

type Hue = "red" | "green" | "yellow" | "blue" | "magenta" | "cyan" | "grey" | "ink";

const INK: Record<Hue, string> = {
  red: "text-bad",
  green: "text-ok",
  yellow: "text-warn",
  blue: "text-info",
  magenta: "text-ours",
  cyan: "text-accent-ink",
  grey: "text-faint",
  ink: "",
};

const PAPER: Record<Hue, string> = {
  red: "bg-bad-soft text-bad",
  green: "bg-ok-soft text-ok",
  yellow: "bg-warn-soft text-warn",
  blue: "bg-info-soft text-info",
  magenta: "bg-ours-soft text-ours",
  cyan: "bg-accent-soft text-accent-ink",
  grey: "bg-quiet-soft text-quiet",
  ink: "bg-quiet-soft text-ink",
};

const DECORATIONS: Partial<Record<Anser.DecorationName, string>> = {
  bold: "font-semibold",
  italic: "italic",
  underline: "underline",
  strikethrough: "line-through",
};

/**
 * A text with terminal colours in stretches of one look. Black and white are the line's own ink, a background chooses its
 * ink, and any of the 16 million colours becomes the nearest of ours: what is written must be readable in both themes.
 */
export function readAnsi(text: string): Segment[] {
  if (!text.includes("\u001b")) return [{ text }];
  return Anser.ansiToJson(text, { json: true, use_classes: true, remove_empty: true })
    .map((entry) => ({ text: plainText(entry.content), className: classesOf(entry) }))
    .filter((segment) => segment.text !== "");
}

function classesOf({ fg, bg, fg_truecolor, bg_truecolor, decorations }: Anser.AnserJsonEntry): string | undefined {
  const isSwapped = decorations.includes("reverse");
  const [front, back] = [hueOf(fg, fg_truecolor), hueOf(bg, bg_truecolor)];
  const paper = isSwapped ? (front ?? "ink") : back;
  const isDim = decorations.includes("dim");
  const colour = paper ? PAPER[paper] : front ? INK[front] : isDim ? INK.grey : "";
  return [colour, ...decorations.map((name) => DECORATIONS[name])].filter(Boolean).join(" ") || undefined;
}

const NAMED: Record<string, Hue> = { black: "ink", white: "ink", "bright-black": "grey", "bright-white": "ink" };

/** @param name `ansi-red`, `ansi-bright-red`, `ansi-palette-123` or `ansi-truecolor` @param rgb `12, 34, 56` */
function hueOf(name: string | null, rgb: string | null): Hue | null {
  if (!name) return null;
  if (name === "ansi-truecolor") return nearest(rgb?.split(",").map(Number) ?? []);
  const palette = /^ansi-palette-(\d+)$/.exec(name)?.[1];
  if (palette !== undefined) return nearest(paletteColour(Number(palette)));
  const word = name.replace("ansi-", "");
  return NAMED[word] ?? (word.replace("bright-", "") as Hue);
}

/** The 6 × 6 × 6 cube and the greys of xterm's 256 colours. */
function paletteColour(index: number): number[] {
  if (index >= 232) return Array<number>(3).fill(8 + (index - 232) * 10);
  const at = index - 16;
  return [Math.floor(at / 36), Math.floor(at / 6) % 6, at % 6].map((step) => (step === 0 ? 0 : 55 + step * 40));
}

const WHEEL: readonly Hue[] = ["red", "yellow", "green", "cyan", "blue", "magenta"];

function nearest([red = 0, green = 0, blue = 0]: number[]): Hue {
  const [least, most] = [Math.min(red, green, blue), Math.max(red, green, blue)];
  const spread = most - least;
  if (spread < 40) return most > 60 && most < 180 ? "grey" : "ink";
  const sixth =
    most === red ? (green - blue) / spread : most === green ? 2 + (blue - red) / spread : 4 + (red - green) / spread;
  return WHEEL[Math.round(sixth + 6) % 6]!;
}
