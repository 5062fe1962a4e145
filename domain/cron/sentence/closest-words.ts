import { VOCABULARY } from "./words.ts";

const WORD_LENGTH_MAX = 16;
const CLOSEST_MAX = 3;

/** Known words that a misspelt one may stand for: at most one edit in short words, two in longer ones; closest first. */
export function closestWords(written: string): string[] {
  const word = written.toLowerCase();
  if (word.length < 3 || word.length > WORD_LENGTH_MAX) return [];
  const most = word.length < 5 ? 1 : 2;
  return VOCABULARY.map((known) => ({ known, edits: editsBetween(word, known) }))
    .filter(({ edits }) => edits <= most)
    .sort((a, b) => a.edits - b.edits)
    .slice(0, CLOSEST_MAX)
    .map(({ known }) => known);
}

/** Letters added, dropped, changed, or swapped with their neighbour (optimal string alignment). */
function editsBetween(first: string, second: string): number {
  let before: number[] = [];
  let above = Array.from({ length: second.length + 1 }, (_, column) => column);
  for (let row = 1; row <= first.length; row++) {
    const line = [row];
    for (let column = 1; column <= second.length; column++) {
      const isSame = first[row - 1] === second[column - 1];
      let edits = Math.min(above[column]! + 1, line[column - 1]! + 1, above[column - 1]! + (isSame ? 0 : 1));
      const isSwap =
        row > 1 && column > 1 && first[row - 1] === second[column - 2] && first[row - 2] === second[column - 1];
      if (isSwap) edits = Math.min(edits, before[column - 2]! + 1);
      line.push(edits);
    }
    before = above;
    above = line;
  }
  return above[second.length]!;
}
