import { quote, SentenceRefusal } from "./refusal.ts";
import { type Span, spanOver, type Token } from "./token.ts";

/** Walks the tokens of one sentence. Offsets count from the next token. */
export class TokenReader {
  readonly text: string;
  readonly #tokens: readonly Token[];
  #index = 0;

  constructor(text: string, tokens: readonly Token[]) {
    this.text = text;
    this.#tokens = tokens;
  }

  get isDone(): boolean {
    return this.#index >= this.#tokens.length;
  }

  /** For `spanSince`, and for `rewind` after a look ahead. */
  get index(): number {
    return this.#index;
  }

  rewind(index: number): void {
    this.#index = index;
  }

  peek(offset = 0): Token | undefined {
    return this.#tokens[this.#index + offset];
  }

  /** The word at an offset, or "" where another kind of token stands. */
  word(offset = 0): string {
    const token = this.peek(offset);
    return token?.kind === "word" ? token.word : "";
  }

  skip(count = 1): void {
    this.#index += count;
  }

  /** Takes the next token when it is one of the words. */
  takeWord(...words: readonly string[]): string | null {
    const word = this.word();
    if (word === "" || !words.includes(word)) return null;
    this.#index++;
    return word;
  }

  /** Takes all words in this order, or none of them. */
  takeWords(...words: readonly string[]): boolean {
    if (!words.every((word, offset) => this.word(offset) === word)) return false;
    this.#index += words.length;
    return true;
  }

  /** The value of the next token when it is of a kind that counts something; takes it. */
  takeValue(kind: "number" | "ordinal" | "weekday" | "month" | "minutePast"): number | null {
    const token = this.peek();
    if (token?.kind !== kind) return null;
    this.#index++;
    return token.value;
  }

  /** From the token at `index` to the last one taken. */
  spanSince(index: number): Span {
    const last = this.#tokens[Math.max(this.#index - 1, index)]!;
    return spanOver(this.#tokens[index]!, last);
  }

  /** Where the next token stands; an empty span at the end of the text when there is none. */
  here(): Span {
    const token = this.peek();
    return token ? spanOver(token, token) : { position: this.text.trimEnd().length, length: 0 };
  }

  /** @throws SentenceRefusal that quotes the next token and, when it is unknown, the unknown ones after it. */
  refuseNext(expected: string): never {
    if (this.isDone) throw new SentenceRefusal(`The sentence ends too early: ${expected}.`, this.here());
    const first = this.#index;
    const isUnknown = this.#isUnknown(this.peek());
    do this.#index++;
    while (isUnknown && this.#isUnknown(this.peek()));
    const span = this.spanSince(first);
    throw new SentenceRefusal(`Could not understand ${quote(this.text, span)}: ${expected}.`, span, [], isUnknown);
  }

  #isUnknown(token: Token | undefined): boolean {
    return token?.kind === "word" && !token.known;
  }
}
