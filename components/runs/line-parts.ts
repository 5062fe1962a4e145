import { diffWordsWithSpace } from "diff";

export interface LinePart {
  text: string;
  /** Whether the other line has something else in its place. */
  isChanged: boolean;
}

/** Longer lines are not taken apart, characters. */
const LENGTH_MAX = 1_000;
/** Lines that share less than this are no versions of each other. */
const SHARED_MIN = 0.3;

/** Where two versions of a line differ, for each of them; null for lines that have little in common. */
export function lineParts(before: string, after: string): { before: LinePart[]; after: LinePart[] } | null {
  if (Math.max(before.length, after.length) > LENGTH_MAX) return null;
  const parts = diffWordsWithSpace(before, after);
  const shared = parts.reduce(
    (sum, { value, added, removed }) => sum + (added || removed ? 0 : value.trim().length),
    0,
  );
  if (shared < SHARED_MIN * Math.max(before.trim().length, after.trim().length)) return null;
  const side = (other: "added" | "removed") =>
    parts
      .filter((part) => !part[other])
      .map(({ value, added, removed }) => ({ text: value, isChanged: Boolean(added || removed) }));
  return { before: side("added"), after: side("removed") };
}
