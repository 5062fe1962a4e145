type Ask = (go: () => void) => void;

/** One for each part of the page with something unsaved in it. */
const asks = new Set<Ask>();

/** From now on `ask` decides about leaving the page. Answers how to take that back. */
export function guardUnsaved(ask: Ask): () => void {
  asks.add(ask);
  return () => void asks.delete(ask);
}

/** Whether leaving the page would lose something. */
export const hasUnsaved = () => asks.size > 0;

/** Leaves the page by `go`: at once, or after the reader was asked. */
export function leavePage(go: () => void): void {
  const [ask] = asks;
  if (ask) ask(go);
  else go();
}
