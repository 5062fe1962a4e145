import type { LogSearch } from "#domain/log-search.ts";
import type { Segment } from "./ansi.ts";

export interface Piece extends Segment {
  isMatch: boolean;
  /** Its place in the text. */
  at: number;
}

/** The segments cut where a match begins or ends; a match may run over several of them. */
export function markMatches(segments: readonly Segment[], search: LogSearch | null): Piece[] {
  const text = segments.map((segment) => segment.text).join("");
  const matches = matchesIn(text, search);
  const pieces: Piece[] = [];
  let at = 0;
  let next = 0;
  for (const segment of segments) {
    const end = at + segment.text.length;
    while (at < end) {
      while (next < matches.length && matches[next]!.end <= at) next += 1;
      const match = matches[next];
      const isMatch = match !== undefined && match.start <= at;
      const stop = Math.min(end, match === undefined ? end : isMatch ? match.end : match.start);
      const text = segment.text.slice(segment.text.length - (end - at), segment.text.length - (end - stop));
      pieces.push({ text, className: segment.className, isMatch, at });
      at = stop;
    }
  }
  return pieces;
}

function matchesIn(text: string, search: LogSearch | null): { start: number; end: number }[] {
  if (!search) return [];
  const [haystack, needle] = search.isExact ? [text, search.text] : [text.toLowerCase(), search.text.toLowerCase()];
  // Lower-casing can change the length of a text (İ); positions would then be off.
  if (haystack.length !== text.length) return [];
  const matches = [];
  for (let at = haystack.indexOf(needle); at !== -1; at = haystack.indexOf(needle, at + needle.length)) {
    matches.push({ start: at, end: at + needle.length });
  }
  return matches;
}
