export type { NearSentence } from "./nearest.ts";
export { parseSentence, type SentenceResult } from "./parse-sentence.ts";
export { SENTENCE_LENGTH_MAX } from "./refusal.ts";
export { suggestSentences } from "./suggest-sentences.ts";
export { toSentence } from "./to-sentence.ts";
