import { type NearSentence, nearestSentences } from "./nearest.ts";
import { readSentence } from "./read-sentence.ts";
import { SENTENCE_LENGTH_MAX, SentenceRefusal } from "./refusal.ts";

export type SentenceResult =
  | {
      readonly ok: true;
      /** Cron expression of five fields. */
      readonly frequency: string;
      /** IANA name, only when the sentence says one. */
      readonly timezone?: string;
      /** The same schedule in canonical words, exact where the sentence was loose. */
      readonly understood: string;
    }
  | {
      readonly ok: false;
      /** A sentence for the person: what was not understood or cannot be said, and why. */
      readonly message: string;
      /** Offset of the words at fault in the text as given. */
      readonly position: number;
      readonly length: number;
      /** One to three that can be said, the best first. */
      readonly nearest: readonly NearSentence[];
    };

/**
 * Reads an English sentence as a schedule: "every weekday at 9:30", "first
 * Monday of the month at noon", "every 15 minutes between 8 and 18".
 * The same text always gives the same answer; nothing is looked up.
 */
export function parseSentence(text: string): SentenceResult {
  try {
    if (text.length > SENTENCE_LENGTH_MAX) throw tooLong(text);
    const { frequency, timezone, sentence } = readSentence(text);
    return timezone === null
      ? { ok: true, frequency, understood: sentence }
      : { ok: true, frequency, timezone, understood: `${sentence}, in ${timezone}` };
  } catch (error) {
    if (!(error instanceof SentenceRefusal)) throw error;
    const { message, span } = error;
    return { ok: false, message, position: span.position, length: span.length, nearest: nearestSentences(text, error) };
  }
}

function tooLong(text: string): SentenceRefusal {
  const excess = { position: SENTENCE_LENGTH_MAX, length: text.length - SENTENCE_LENGTH_MAX };
  return new SentenceRefusal(
    `The sentence is ${text.length} characters long; at most ${SENTENCE_LENGTH_MAX} are allowed.`,
    excess,
  );
}
