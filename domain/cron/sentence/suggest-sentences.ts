import { readSentence } from "./read-sentence.ts";
import { SENTENCE_LENGTH_MAX, SentenceRefusal } from "./refusal.ts";
import { EXAMPLES } from "./sentence-examples.ts";

const SUGGESTIONS_MAX = 6;

/** What may come next in many sentences, the most usual first. */
const ENDINGS: readonly string[] = [
  "minutes",
  "hours",
  "months",
  "at 9:00",
  "on weekdays",
  "at noon",
  "at 18:00",
  "every day",
  "weekday at 9:00",
  "Monday to Friday",
  "between 8 and 18",
  "between 8 and 18 on weekdays",
  "on the 1st",
  "of the month",
  "of the month at 9:00",
  "of every quarter",
  "and 18:00",
  "and Thursday",
  "Monday of the month",
  "Friday of the month",
  "day of the month",
  ...["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  ...["January", "February", "March", "April", "May", "June", "July"],
  ...["August", "September", "October", "November", "December"],
  "to Friday",
  "to 18:00",
  "in December",
  "am",
  "pm",
  "in UTC",
];

/**
 * Up to six sentences that begin with what was typed and that `parseSentence`
 * reads, the most usual first; none when the text leads nowhere.
 */
export function suggestSentences(prefix: string): string[] {
  if (prefix.length > SENTENCE_LENGTH_MAX) return [];
  const typed = prefix.trimStart().replace(/\s+/g, " ");
  const found = new Map<string, string>();
  for (const candidate of candidatesOf(typed)) {
    if (found.size >= SUGGESTIONS_MAX) break;
    const key = candidate.toLowerCase();
    if (key !== typed.trimEnd().toLowerCase() && !found.has(key) && isReadable(candidate)) found.set(key, candidate);
  }
  return [...found.values()];
}

function* candidatesOf(typed: string): Generator<string> {
  const lower = typed.toLowerCase();
  for (const example of EXAMPLES) {
    if (example.toLowerCase().startsWith(lower)) yield typed + example.slice(typed.length);
  }
  if (typed === "") return;
  const kept = typed.slice(0, typed.lastIndexOf(" ") + 1);
  const started = lower.slice(kept.length);
  for (const ending of ENDINGS) {
    if (started !== "" && ending.toLowerCase().startsWith(started)) yield typed + ending.slice(started.length);
  }
  for (const ending of ENDINGS) yield `${typed.trimEnd()} ${ending}`;
}

function isReadable(text: string): boolean {
  if (text.length > SENTENCE_LENGTH_MAX) return false;
  try {
    readSentence(text);
    return true;
  } catch (error) {
    if (error instanceof SentenceRefusal) return false;
    throw error;
  }
}
