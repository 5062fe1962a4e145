import { Blob, File } from "./blob.ts";

export type FormDataValue = string | File;

/** Names and values of a form; a name may stand more than once. */
export class FormData {
  #entries: [string, FormDataValue][] = [];

  append(name: string, value: unknown, fileName?: string): void {
    this.#entries.push([`${name}`, toValue(value, fileName)]);
  }

  set(name: string, value: unknown, fileName?: string): void {
    const at = this.#entries.findIndex(([one]) => one === name);
    const entry: [string, FormDataValue] = [`${name}`, toValue(value, fileName)];
    if (at === -1) {
      this.#entries.push(entry);
      return;
    }
    this.#entries = this.#entries.filter(([one], index) => index <= at || one !== name);
    this.#entries[at] = entry;
  }

  get(name: string): FormDataValue | null {
    return this.#entries.find(([one]) => one === name)?.[1] ?? null;
  }

  getAll(name: string): FormDataValue[] {
    return this.#entries.filter(([one]) => one === name).map(([, value]) => value);
  }

  has(name: string): boolean {
    return this.#entries.some(([one]) => one === name);
  }

  delete(name: string): void {
    this.#entries = this.#entries.filter(([one]) => one !== name);
  }

  forEach(callback: (value: FormDataValue, name: string, form: FormData) => void): void {
    for (const [name, value] of this) callback(value, name, this);
  }

  *entries(): IterableIterator<[string, FormDataValue]> {
    for (const [name, value] of this.#entries) yield [name, value];
  }

  *keys(): IterableIterator<string> {
    for (const [name] of this.#entries) yield name;
  }

  *values(): IterableIterator<FormDataValue> {
    for (const [, value] of this.#entries) yield value;
  }

  [Symbol.iterator](): IterableIterator<[string, FormDataValue]> {
    return this.entries();
  }
}

function toValue(value: unknown, fileName: string | undefined): FormDataValue {
  if (!(value instanceof Blob)) return `${value as string}`;
  if (value instanceof File && fileName === undefined) return value;
  return new File([value], fileName ?? "blob", { type: value.type });
}
