import type { ScreenSettings } from "#domain/screen-settings.ts";

/** What the code may reach depends on these. */
export type LanguageSettings = Pick<ScreenSettings, "libraries" | "dom" | "engine" | "entry">;

/** A finding about the code; `from` and `to` are characters from 0. */
export interface Finding {
  from: number;
  to: number;
  severity: "error" | "warning";
  message: string;
}

export interface Suggestion {
  label: string;
  kind: "function" | "class" | "variable" | "property" | "keyword" | "text";
  /** Higher comes first. */
  boost: number;
}

/** What something is and what it is for. */
export interface Explanation {
  signature: string;
  doc: string;
}

export interface HoverExplanation extends Explanation {
  from: number;
  to: number;
}

/** The questions that the worker answers about the code it was last given. */
export interface Questions {
  findings(): Finding[];
  suggestions(position: number): Suggestion[];
  /** More about one of the suggestions at this place. */
  suggestion(position: number, label: string): Explanation | null;
  hover(position: number): HoverExplanation | null;
}

/** To the worker. Code and settings stand in it only when they changed. */
export interface LanguageRequest {
  id: number;
  code?: string;
  settings?: LanguageSettings;
  ask: keyof Questions;
  args: (number | string)[];
}

/** From the worker; first of all `{ ready: true }`. */
export type LanguageReply = { ready: true } | { id: number; answer: unknown } | { id: number; error: string };
