import type { LineFilter, LinePage, ListLinesInput, LogLine } from "#domain/log.ts";

/** Which lines. */
export type LineQuery = { -readonly [K in keyof LineFilter]: LineFilter[K] };

interface FollowOptions {
  ask(input: ListLinesInput): Promise<LinePage>;
  wanted: LineQuery;
  /** Newest lines to begin with; undefined for all that are wanted. */
  count: number | undefined;
  pause(ms: number, signal: AbortSignal): Promise<void>;
  /** Ends the following. */
  signal: AbortSignal;
  /** Whether an error may pass by itself, as that of a lost connection. */
  isPassing(error: unknown): boolean;
  /** The first question that got no answer. */
  onLost(): void;
  onFound(): void;
}

const PAGE = 1_000;
const EVERY_MS = 1_000;
const RETRY_MS_MAX = 30_000;
/**
 * Lines of several workers become visible out of order, by the milliseconds that writing takes. Each question begins where
 * the log ended this many questions ago, and what was told already is left out.
 */
const LOOK_BACK = 3;
/** The same after the first look, in lines: what one transaction may write. */
const FIRST_LOOK_BACK = 500;

/**
 * Lines as they come, each once, oldest first. A lost connection is tried again, with growing pauses, from where it broke;
 * what came meanwhile is told then.
 *
 * @throws what `ask` throws and is not passing
 */
export async function* followLines(options: FollowOptions): AsyncGenerator<LogLine, void, undefined> {
  const { wanted, count, signal, pause } = options;
  const told = new Set<number>();
  const ask = patiently(options);
  /** Where the next questions begin; none while all that is wanted has yet to be read, from the beginning. */
  let heads: number[] = [];

  if (count !== undefined) {
    const newest = await ask({ ...wanted, limit: Math.min(PAGE, Math.max(count, FIRST_LOOK_BACK)) });
    if (!newest) return;
    heads = [Math.max(0, newest.head - FIRST_LOOK_BACK)];
    // Those that are not asked for count as told: following begins behind them.
    for (const { id } of newest.lines) told.add(id);
    yield* newest.lines.slice(0, count).toReversed();
  }

  while (!signal.aborted) {
    let cursor: number | null = heads[0] ?? 0;
    let head: number | undefined;
    for (let isMore = true; isMore; ) {
      const page = await ask({ ...wanted, order: "asc", limit: PAGE, cursor });
      if (!page) return;
      head ??= page.head;
      const begin = heads[0] ?? head - FIRST_LOOK_BACK;
      for (const line of page.lines) {
        if (told.has(line.id)) continue;
        // What no later question asks for again need not be known.
        if (line.id > begin) told.add(line.id);
        yield line;
      }
      cursor = page.nextCursor;
      isMore = page.hasMore;
    }
    heads = heads.length === 0 ? [Math.max(0, head! - FIRST_LOOK_BACK)] : [...heads, head!].slice(-LOOK_BACK);
    for (const id of told) if (id <= heads[0]!) told.delete(id);
    await pause(EVERY_MS, signal);
  }
}

/** Asks until there is an answer; null when the signal ended it. */
function patiently({ ask, pause, signal, isPassing, onLost, onFound }: FollowOptions) {
  return async (input: ListLinesInput): Promise<LinePage | null> => {
    for (let failures = 0; !signal.aborted; ) {
      try {
        const page = await ask(input);
        if (failures > 0) onFound();
        return page;
      } catch (error) {
        if (signal.aborted) return null;
        if (!isPassing(error)) throw error;
        if (failures === 0) onLost();
        await pause(Math.min(RETRY_MS_MAX, EVERY_MS * 2 ** failures), signal);
        failures += 1;
      }
    }
    return null;
  };
}
