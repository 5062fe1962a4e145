const SHOWN = 3;

/** A few items, and of many the first and the last. */
export function shortList(items: readonly string[]): string {
  if (items.length <= SHOWN + 1) return items.join(", ");
  return `${items.slice(0, SHOWN).join(", ")}, … ${items.at(-1)}`;
}
