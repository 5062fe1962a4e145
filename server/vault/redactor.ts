import { FormTree, TELLING_LENGTH } from "./form-tree.ts";
import { secretForms } from "./secret-forms.ts";

/**
 * Masks the secrets of a run in what leaves it, as `[secret NAME]`. It knows those that were added; until then it lets
 * everything through untouched. What a screen disguises in its own way (letter by letter, encrypted) is not recognised.
 *
 * Time grows with the text alone, whatever the texts are: overlaps of two secrets are masked whole, unless they share
 * more than TELLING_LENGTH characters.
 */
export class Redactor {
  #values = new Map<string, Set<string>>();
  #forms: FormTree | null = null;

  /** Whether it knows no secret yet. */
  get isEmpty(): boolean {
    return this.#values.size === 0;
  }

  /** Adding a name again keeps its earlier value masked too. */
  add(name: string, value: string): void {
    const known = this.#values.get(name) ?? new Set();
    this.#values.set(name, known);
    if (known.has(value)) return;
    known.add(value);
    this.#forms ??= new FormTree();
    for (const form of secretForms(value)) this.#forms.add(form, name);
  }

  text(text: string): string {
    const forms = this.#forms;
    if (!forms) return text;
    let masked = "";
    let kept = 0;
    let at = 0;
    while (at < text.length) {
      const match = forms.match(text, at);
      if (!match) {
        at += 1;
        continue;
      }
      const end = endOfOverlaps(forms, text, at, at + match.length);
      masked += `${text.slice(kept, at)}[secret ${match.name}]`;
      kept = end;
      at = end;
    }
    return kept === 0 ? text : masked + text.slice(kept);
  }

  /** A JSON value with its texts and keys masked; a number that is a secret becomes a text. The same value if nothing was. */
  value(value: unknown): unknown {
    return this.#forms ? this.#walk(value) : value;
  }

  /** `value` for JSON as text. */
  json(json: string): string {
    if (!this.#forms) return json;
    const value: unknown = JSON.parse(json);
    const masked = this.#walk(value);
    return masked === value ? json : JSON.stringify(masked);
  }

  /** The name of a secret that the text holds; null when it holds none. */
  find(text: string): string | null {
    for (let at = 0; this.#forms && at < text.length; at++) {
      const match = this.#forms.match(text, at);
      if (match) return match.name;
    }
    return null;
  }

  #walk(value: unknown): unknown {
    if (typeof value === "string") return this.text(value);
    if (typeof value === "number") {
      const digits = String(value);
      const masked = this.text(digits);
      return masked === digits ? value : masked;
    }
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) {
      const items = value.map((item) => this.#walk(item));
      return items.every((item, index) => item === value[index]) ? value : items;
    }
    const before = Object.entries(value);
    const after = before.map(([key, item]) => [this.text(key), this.#walk(item)] as const);
    const isSame = after.every(([key, item], index) => key === before[index]![0] && item === before[index]![1]);
    return isSame ? value : Object.fromEntries(after);
  }
}

/** Where what is masked from `start` on ends, once secrets that begin inside it and reach further are counted in. */
function endOfOverlaps(forms: FormTree, text: string, start: number, firstEnd: number): number {
  let end = firstEnd;
  // Only the last stretch is looked through: a walk from further back could cost as much as all it passes.
  for (let at = Math.max(start + 1, end - TELLING_LENGTH); at < end; at++) {
    const match = forms.match(text, at);
    if (match && at + match.length > end) {
      end = at + match.length;
      at = Math.max(at, end - TELLING_LENGTH);
    }
  }
  return end;
}
