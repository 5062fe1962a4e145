/** A stretch of the sentence; `position` counts UTF-16 units from 0. */
export interface Span {
  readonly position: number;
  readonly length: number;
}

/** What a token means; `clock` and `minutePast` are not checked for range, so that the refusal can quote them. */
export type Meaning =
  | { readonly kind: "number"; readonly value: number; readonly spelled: boolean }
  | { readonly kind: "ordinal"; readonly value: number }
  | { readonly kind: "clock"; readonly hour: number; readonly minute: number }
  | { readonly kind: "minutePast"; readonly value: number }
  | { readonly kind: "weekday"; readonly value: number }
  | { readonly kind: "month"; readonly value: number }
  | { readonly kind: "zone" }
  | { readonly kind: "word"; readonly word: string; readonly known: boolean };

export type Token = Span & Meaning & { readonly text: string };

/** The stretch from the first to the last of two spans. */
export function spanOver(first: Span, last: Span): Span {
  return { position: first.position, length: last.position + last.length - first.position };
}
