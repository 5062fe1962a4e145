import type { CommandGroup, PaletteCommand } from "./command.ts";

/** Lines that a search lists. */
const FOUND_MAX = 50;

/** A part of a word that is shorter than this is found in nearly everything. */
const INSIDE_LETTERS_MIN = 3;

/**
 * What the palette lists: without a search what is worth reading through; with one the commands that have all of its
 * words, those first that say them in their name and from the beginning of a word on. What fits alike keeps its order.
 */
export function findCommands(groups: readonly CommandGroup[], query: string): CommandGroup[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return withCommands(groups, ({ isFoundOnly }) => !isFoundOnly);

  const scores = new Map<PaletteCommand, number>();
  for (const command of groups.flatMap(({ commands }) => commands)) {
    const score = scoreOf(command, words);
    if (score > 0) scores.set(command, score);
  }
  const ranked = [...scores].sort(([, a], [, b]) => b - a).slice(0, FOUND_MAX);
  const listed = new Set(ranked.map(([command]) => command));
  const best = ({ commands }: CommandGroup) => Math.max(...commands.map((command) => scores.get(command) ?? 0));
  return withCommands(groups, (command) => listed.has(command))
    .map(({ title, commands }) => ({
      title,
      commands: commands.toSorted((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0)),
    }))
    .sort((a, b) => best(b) - best(a));
}

const withCommands = (groups: readonly CommandGroup[], isWanted: (command: PaletteCommand) => boolean) =>
  groups
    .map(({ title, commands }) => ({ title, commands: commands.filter(isWanted) }))
    .filter(({ commands }) => commands.length > 0);

/** How well a command fits; 0 when it lacks one of the words. */
function scoreOf({ label, detail = "", keywords = [] }: PaletteCommand, words: readonly string[]): number {
  const name = plain(label);
  const rest = plain([detail, ...keywords].join(" "));
  let total = 0;
  for (const word of words) {
    const score = Math.max(wordScore(name, word), wordScore(rest, word) / 2);
    if (score === 0) return 0;
    total += score;
  }
  return total + (name.startsWith(words.join(" ")) ? 1 : 0);
}

/** 4 for a whole word, 3 for the beginning of one, 1 for a part of one, 0 for none. */
function wordScore(text: string, word: string): number {
  let score = 0;
  for (let at = text.indexOf(word); at !== -1 && score < 4; at = text.indexOf(word, at + 1)) {
    const begins = !isLetter(text[at - 1]);
    const found = begins ? (isLetter(text[at + word.length]) ? 3 : 4) : word.length >= INSIDE_LETTERS_MIN ? 1 : 0;
    score = Math.max(score, found);
  }
  return score;
}

const isLetter = (sign: string | undefined) => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);

/** In lower case, without accents. */
const plain = (text: string) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
