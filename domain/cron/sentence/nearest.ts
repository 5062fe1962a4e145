import { closestWords } from "./closest-words.ts";
import { readSentence } from "./read-sentence.ts";
import { SENTENCE_LENGTH_MAX, SentenceRefusal } from "./refusal.ts";
import { EXAMPLES } from "./sentence-examples.ts";
import { tokenize } from "./tokenize.ts";

export interface NearSentence {
  readonly sentence: string;
  readonly frequency: string;
}

const NEAREST_MAX = 3;
/** Unknown words dropped one after the other before giving up. */
const DROPS_MAX = 4;

/**
 * One to three sentences near a refused one, the best first: what the refusal
 * itself proposes, then the text with a misspelling corrected or the words at
 * fault left out, then the examples that share most words with it.
 */
export function nearestSentences(text: string, refusal: SentenceRefusal): NearSentence[] {
  const found = new Map<string, NearSentence>();
  for (const stage of [proposals, withoutFaults, (_: string, { replacements }: SentenceRefusal) => replacements]) {
    if (found.size > 0) break;
    for (const candidate of stage(text, refusal)) {
      if (found.size >= NEAREST_MAX) break;
      const near = tryRead(candidate);
      if (near) found.set(near.frequency, near);
    }
  }
  if (found.size === 0) return [exampleNear(text)];
  return [...found.values()];
}

/** What the refusal proposes, and known words for a misspelt one. */
function* proposals(text: string, refusal: SentenceRefusal): Generator<string> {
  for (const replacement of refusal.replacements) yield splice(text, refusal, replacement);
  if (!refusal.isUnknown) return;
  const { position, length } = refusal.span;
  for (const word of closestWords(text.slice(position, position + length))) yield splice(text, refusal, word);
}

/** Leaves out the words at fault, again for the next fault; then keeps only what stands before the first. */
function* withoutFaults(text: string, refusal: SentenceRefusal): Generator<string> {
  let shorter = text;
  let fault: SentenceRefusal | null = refusal;
  for (let drops = 0; fault && drops < DROPS_MAX; drops++) {
    // A sentence that ends too early is left by the word that wants more.
    shorter = fault.span.length > 0 ? splice(shorter, fault, "") : shorter.trimEnd().replace(/\S+$/, "");
    yield shorter;
    fault = refusalOf(shorter);
  }
  yield text.slice(0, refusal.span.position);
}

function splice(text: string, { span: { position, length } }: SentenceRefusal, replacement: string): string {
  return `${text.slice(0, position)} ${replacement} ${text.slice(position + length)}`;
}

function tryRead(text: string): NearSentence | null {
  if (text.length > SENTENCE_LENGTH_MAX) return null;
  try {
    const { sentence, frequency } = readSentence(text);
    return { sentence, frequency };
  } catch (error) {
    if (error instanceof SentenceRefusal) return null;
    throw error;
  }
}

function refusalOf(text: string): SentenceRefusal | null {
  try {
    readSentence(text);
    return null;
  } catch (error) {
    if (error instanceof SentenceRefusal) return error;
    throw error;
  }
}

/** The example with most words of the text; the first one when none has any. */
function exampleNear(text: string): NearSentence {
  const words = new Set(keysOf(text.slice(0, SENTENCE_LENGTH_MAX)));
  const score = ({ keys }: KeyedExample) => keys.filter((key) => words.has(key)).length / (keys.length + 2);
  const best = KEYED_EXAMPLES.reduce((first, second) => (score(second) > score(first) ? second : first));
  const { sentence, frequency } = readSentence(best.example);
  return { sentence, frequency };
}

interface KeyedExample {
  readonly example: string;
  readonly keys: readonly string[];
}

const KEYED_EXAMPLES: readonly KeyedExample[] = EXAMPLES.map((example) => ({ example, keys: keysOf(example) }));

/** Names of days and numbers count as their kind, so that any weekday is near a Monday. */
function keysOf(text: string): string[] {
  return tokenize(text).flatMap((token) => {
    if (token.kind !== "word") return [token.kind];
    return ["at", "on", "the", "of", ",", "and"].includes(token.word) ? [] : [token.word];
  });
}
