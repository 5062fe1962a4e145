/** One hour of the week. */
export interface LoadCell {
  /** Its first instant, ms since 1970. */
  at: number;
  /** Runs of other tasks that start in it. */
  others: number;
  /** Runs of the task at hand. */
  own: number;
}

export interface LoadWeek {
  /** Seven days of 24 hours each by the zone's clock; null for hours that are over or that the clock skips. */
  days: (LoadCell | null)[][];
  /** The hour in which most runs start; null in a week without any. */
  busiest: LoadCell | null;
}

const MINUTES_PER_DAY = 1_440;

/**
 * Starts by minute, summed up by day and hour of a zone's clock. An hour that a clock change repeats counts once, with all
 * its runs.
 *
 * @param from the first minute, ms since 1970
 * @param others how many runs of other tasks start in each minute from there on
 * @param own the same of the task at hand
 * @param offsetAt wall clock minus UTC at an instant (ms since 1970), minutes
 */
export function loadWeek(
  from: number,
  others: readonly number[],
  own: readonly number[],
  offsetAt: (at: number) => number,
): LoadWeek {
  const days: (LoadCell | null)[][] = Array.from({ length: 7 }, () => new Array<LoadCell | null>(24).fill(null));
  const firstDay = dayOf(from, offsetAt(from));
  // Clocks change at whole quarters of an hour, so one look for each quarter is enough.
  for (let start = 0; start < others.length; start += 15) {
    const at = from + start * 60_000;
    const offset = offsetAt(at);
    const day = days[dayOf(at, offset) - firstDay];
    if (!day) continue;
    const wall = Math.floor(at / 60_000) + offset;
    const hour = Math.floor((((wall % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY) / 60);
    const cell = day[hour] ?? { at, others: 0, own: 0 };
    cell.others += sum(others, start, start + 15);
    cell.own += sum(own, start, start + 15);
    day[hour] = cell;
  }
  return { days, busiest: busiestOf(days) };
}

/** The instants at which a week begins and ends that starts at `now`: whole hours, seven days of the zone's clock. */
export function weekFrom(now: number, offsetMinutes: number): { from: number; to: number } {
  const from = Math.floor(now / 3_600_000) * 3_600_000;
  const midnight = dayOf(from, offsetMinutes) * MINUTES_PER_DAY - offsetMinutes;
  return { from, to: (midnight + 7 * MINUTES_PER_DAY) * 60_000 };
}

const dayOf = (at: number, offset: number) => Math.floor((Math.floor(at / 60_000) + offset) / MINUTES_PER_DAY);

function sum(counts: readonly number[], from: number, to: number): number {
  let total = 0;
  for (let index = from; index < to; index++) total += counts[index] ?? 0;
  return total;
}

function busiestOf(days: LoadWeek["days"]): LoadCell | null {
  let busiest: LoadCell | null = null;
  for (const cell of days.flat()) {
    if (cell && cell.others + cell.own > (busiest ? busiest.others + busiest.own : 0)) busiest = cell;
  }
  return busiest;
}
