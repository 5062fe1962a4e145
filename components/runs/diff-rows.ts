import { diffArrays } from "diff";
import { type LinePart, lineParts } from "./line-parts.ts";

/** One row of two texts compared; `before` and `after` are its line numbers in each, from 1. */
export type DiffRow =
  | {
      kind: "same" | "added" | "removed";
      text: string;
      before: number | null;
      after: number | null;
      /** The text, taken apart where the other side has another version of the line. */
      parts?: LinePart[];
    }
  | { kind: "gap"; count: number; before: number };

const AROUND = 3;
const TIMEOUT_MS = 1_000;
/** Of more changed lines the first ones are taken apart. */
const LINES_TAKEN_APART = 500;

/**
 * Two lists of lines compared: what is only in one, with a few lines of what is in both around it. Null when they are so
 * long and so different that comparing them would keep the page busy.
 */
export function diffRows(before: readonly string[], after: readonly string[]): DiffRow[] | null {
  const parts = diffArrays([...before], [...after], { timeout: TIMEOUT_MS });
  if (!parts) return null;
  const rows: Exclude<DiffRow, { kind: "gap" }>[] = [];
  let [b, a] = [0, 0];
  for (const { value, added, removed } of parts) {
    for (const text of value) {
      if (!added) b += 1;
      if (!removed) a += 1;
      rows.push({
        kind: added ? "added" : removed ? "removed" : "same",
        text,
        before: added ? null : b,
        after: removed ? null : a,
      });
    }
  }
  takeApart(rows);
  return folded(rows);
}

/** Marks what differs between a line that went and the one that came in its place. */
function takeApart(rows: Exclude<DiffRow, { kind: "gap" }>[]): void {
  let taken = 0;
  for (let index = 0; index < rows.length && taken < LINES_TAKEN_APART; ) {
    const went = lengthOf("removed", rows, index);
    const came = lengthOf("added", rows, index + went);
    for (let place = 0; place < Math.min(went, came); place += 1) {
      const [before, after] = [rows[index + place]!, rows[index + went + place]!];
      const parts = lineParts(before.text, after.text);
      if (parts) [before.parts, after.parts] = [parts.before, parts.after];
    }
    taken += went;
    index += Math.max(1, went + came);
  }
}

/** How many rows of a kind stand together from `start` on. */
function lengthOf(kind: "added" | "removed", rows: readonly DiffRow[], start: number): number {
  let end = start;
  while (rows[end]?.kind === kind) end += 1;
  return end - start;
}

/** Leaves out what is the same and far from any change, unless that saves nothing. */
function folded(rows: Exclude<DiffRow, { kind: "gap" }>[]): DiffRow[] {
  const near = new Uint8Array(rows.length);
  rows.forEach(({ kind }, index) => {
    if (kind !== "same") near.fill(1, Math.max(0, index - AROUND), index + AROUND + 1);
  });
  const shown: DiffRow[] = [];
  for (let index = 0; index < rows.length; ) {
    const row = rows[index]!;
    if (near[index]) {
      shown.push(row);
      index += 1;
      continue;
    }
    let end = index;
    while (end < rows.length && !near[end]) end += 1;
    if (end - index === 1) shown.push(row);
    else shown.push({ kind: "gap", count: end - index, before: row.before ?? 0 });
    index = end;
  }
  return shown;
}

/** How many rows are only in one of the two. */
export const changesIn = (rows: readonly DiffRow[]) => ({
  added: rows.filter(({ kind }) => kind === "added").length,
  removed: rows.filter(({ kind }) => kind === "removed").length,
});
