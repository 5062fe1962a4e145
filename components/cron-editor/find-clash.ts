/** Where a task starts together with others, and how far its starts may be spread against it. */
export interface Clash {
  /** Minutes in which it does. */
  minutes: number;
  /** The worst of them: how many minutes after the first. */
  worst: number;
  /** Runs of others that start in the worst one. */
  others: number;
  /** The spread to offer, ms. */
  spreadMs: number;
}

/** Runs of others in one minute from which on it is a clash; with the task itself they are three. */
const OTHERS_MIN = 2;

/** Spreads to offer, minutes, the widest first. */
const SPREADS = [10, 5, 2, 1];

/**
 * The clash of a task with the others of its app; null when there is none, or when starting a little later would not help
 * because the minutes that follow are as full, or because the task itself fires too often.
 *
 * @param others how many runs of other tasks start in each minute
 * @param own the same of the task, without its spread
 */
export function findClash(others: readonly number[], own: readonly number[]): Clash | null {
  const fires = own.flatMap((count, minute) => (count > 0 ? [minute] : []));
  const shortest = Math.min(...fires.slice(1).map((minute, index) => minute - fires[index]!));
  // A run must not start after the fire that follows.
  const spread = SPREADS.find((minutes) => minutes * 2 <= shortest);
  if (spread === undefined) return null;

  const clashing = fires.filter(
    (minute) => others[minute]! >= OTHERS_MIN && others[minute]! - average(others, minute + 1, spread) >= 1,
  );
  const [first] = clashing;
  if (first === undefined) return null;
  const worst = clashing.reduce((most, minute) => (others[minute]! > others[most]! ? minute : most), first);
  return { minutes: clashing.length, worst, others: others[worst]!, spreadMs: spread * 60_000 };
}

function average(counts: readonly number[], from: number, length: number): number {
  const part = counts.slice(from, from + length);
  return part.length === 0 ? 0 : part.reduce((total, count) => total + count, 0) / part.length;
}
