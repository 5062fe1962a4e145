import { type ReadSentence, readSentence } from "./read-sentence.ts";
import { SENTENCE_LENGTH_MAX, SentenceRefusal } from "./refusal.ts";
import { endingsAfter } from "./sentence-endings.ts";
import { EXAMPLES } from "./sentence-examples.ts";
import { tokenize } from "./tokenize.ts";

const SUGGESTIONS_MAX = 6;

/**
 * Up to six sentences that begin with what was typed and that `parseSentence`
 * reads, the most usual first; none when the text leads nowhere. No two say the same.
 */
export function suggestSentences(prefix: string): string[] {
  if (prefix.length > SENTENCE_LENGTH_MAX) return [];
  const typed = prefix.trimStart().replace(/\s+/g, " ");
  const known = new Set<string>();
  const found: string[] = [];
  const offer = (candidates: Iterable<string>) => {
    for (const candidate of candidates) {
      if (found.length >= SUGGESTIONS_MAX) return;
      const read = tryRead(candidate);
      if (!read || candidate === typed || known.has(meaningOf(read))) continue;
      known.add(meaningOf(read));
      found.push(candidate);
    }
  };
  offer(completions(typed));
  const read = tryRead(typed);
  if (read) known.add(meaningOf(read));
  offer(continuations(typed.trimEnd()));
  return found;
}

/** Examples that begin like the text, then endings for its last word. */
function* completions(typed: string): Generator<string> {
  const lower = typed.toLowerCase();
  for (const example of EXAMPLES) {
    if (example.toLowerCase().startsWith(lower)) yield typed + example.slice(typed.length);
  }
  const kept = typed.slice(0, typed.lastIndexOf(" ") + 1);
  const started = lower.slice(kept.length);
  if (started === "") return;
  for (const ending of endingsAfter(tokenize(kept).at(-1))) {
    if (ending.toLowerCase().startsWith(started)) yield typed + ending.slice(started.length);
  }
}

/** More words after the whole ones. */
function* continuations(typed: string): Generator<string> {
  if (typed === "") return;
  for (const ending of endingsAfter(tokenize(typed).at(-1))) yield `${typed} ${ending}`;
}

function meaningOf(read: ReadSentence): string {
  return `${read.frequency} ${read.timezone}`;
}

function tryRead(text: string): ReadSentence | null {
  if (text.length > SENTENCE_LENGTH_MAX) return null;
  try {
    return readSentence(text);
  } catch (error) {
    if (error instanceof SentenceRefusal) return null;
    throw error;
  }
}
