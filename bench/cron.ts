/**
 * Time of one next fire, ours against croner's, measured in the same run so
 * that the ratio means the same on any machine. Run: node bench/cron.ts
 */
import { Cron } from "croner";
import { nextFire, parseSchedule } from "#domain/cron/index.ts";

const ROUNDS = 15;
const FIRES_PER_ROUND = 400;
const START = new Date("2026-01-10T12:34:56Z");

const CASES = [
  ["* * * * *", "UTC"],
  ["*/5 * * * *", "America/New_York"],
  ["30 2 * * *", "America/New_York"],
  ["*/15 9-17 * * 1-5", "Europe/Berlin"],
  ["0 0 1 * *", "Asia/Tokyo"],
  ["30 18 L * *", "Europe/Rome"],
  ["0 12 * * 5#3", "America/New_York"],
  ["0 0 31 12 1", "Europe/London"],
  ["0 0 29 2 *", "UTC"],
] as const;

type Next = (after: Date) => Date | null;

/** Nanoseconds of each round's average step, following the fires from START. */
function measure(next: Next): number[] {
  return Array.from({ length: ROUNDS }, () => {
    let after = START;
    const started = performance.now();
    for (let step = 0; step < FIRES_PER_ROUND; step++) {
      const fire = next(after);
      // Rare dates run ahead of the years that any clock rule is known for.
      after = fire === null || fire.getUTCFullYear() > 2060 ? START : fire;
    }
    return ((performance.now() - started) * 1e6) / FIRES_PER_ROUND;
  }).sort((a, b) => a - b);
}

const median = (sorted: number[]): number => sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;

console.log(
  `${"schedule".padEnd(40)} ${"ours ns".padStart(9)} ${"croner ns".padStart(10)} ${"croner / ours".padStart(14)}`,
);
for (const [expression, timezone] of CASES) {
  const schedule = parseSchedule(expression, timezone);
  const cron = new Cron(expression, { timezone, mode: "5-part" });
  const ours = median(measure((after) => nextFire(schedule, after)));
  const theirs = median(measure((after) => cron.nextRun(after)));
  const label = `${expression} (${timezone})`.padEnd(40);
  console.log(
    `${label} ${ours.toFixed(0).padStart(9)} ${theirs.toFixed(0).padStart(10)} ${(theirs / ours).toFixed(1).padStart(14)}`,
  );
}
