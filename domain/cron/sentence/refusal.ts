import type { Span } from "./token.ts";

/** Longer texts are refused before any of them is read. */
export const SENTENCE_LENGTH_MAX = 300;

/** A sentence that cron cannot say or the grammar does not know. Never leaves this folder. */
export class SentenceRefusal extends Error {
  readonly span: Span;
  /** Texts to try in place of the span, the nearest first. */
  readonly replacements: readonly string[];
  /** No word of the span means anything here, so it may be a misspelling. */
  readonly isUnknown: boolean;

  constructor(message: string, span: Span, replacements: readonly string[] = [], isUnknown = false) {
    super(message);
    this.span = span;
    this.replacements = replacements;
    this.isUnknown = isUnknown;
  }
}

export function refuse(message: string, span: Span, replacements: readonly string[] = []): never {
  throw new SentenceRefusal(message, span, replacements);
}

/** `"at noon" at position 12`, shortened when long. */
export function quote(text: string, { position, length }: Span): string {
  const words = text.slice(position, position + length);
  return `"${words.length > 60 ? `${words.slice(0, 60)}…` : words}" at position ${position}`;
}
