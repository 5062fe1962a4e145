import { joinAnd, rangesInWords, timeText } from "./phrases.ts";
import type { Plan } from "./plan.ts";

/** More moments than this are said as an interval, or not at all. */
const TIMES_MAX = 24;
const WINDOWS_MAX = 6;

/** `interval` is complete in itself ("every 15 minutes"); `moments` follow the days ("at 09:30"). */
export type TimeWords = { readonly interval: string } | { readonly moments: string };

/** The times of a plan in words, or null when they would be too many to read. */
export function timesInWords({ minutes, hours }: Pick<Plan, "minutes" | "hours">): TimeWords | null {
  if ("every" in minutes) {
    const interval = every(minutes.every, "minute");
    if ("every" in hours) return hours.every === 1 ? { interval } : null;
    const windows = hourRuns(hours.at).map(
      ([from, to]) => `from ${timeText(from * 60)} to ${timeText(to * 60 + 60 - minutes.every)}`,
    );
    return windows.length > WINDOWS_MAX ? null : { interval: `${interval} ${joinAnd(windows)}` };
  }
  if ("every" in hours) return { interval: `${every(hours.every, "hour")}${atMinutes(minutes.at)}` };
  return fixedTimes(minutes.at, hours.at);
}

function fixedTimes(minutes: readonly number[], hours: readonly number[]): TimeWords | null {
  const step = evenStep(hours);
  const isLong = minutes.length > 1 && minutes.length * hours.length > 6 && (step === 1 || hours.length > 2);
  const isRegular = step !== null && (hours.length >= (step === 1 ? 4 : 5) || isLong);
  if (isRegular) {
    const from = timeText(hours[0]! * 60 + minutes[0]!);
    const to = timeText(hours.at(-1)! * 60 + minutes.at(-1)!);
    const past = minutes.length > 1 ? atMinutes(minutes) : "";
    return { interval: `${every(step, "hour")} from ${from} to ${to}${past}` };
  }
  if (minutes.length * hours.length > TIMES_MAX) return null;
  const times = hours.flatMap((hour) => minutes.map((minute) => timeText(hour * 60 + minute)));
  return { moments: `at ${joinAnd(times)}` };
}

/** The distance between the hours when it is the same for all (1 for a single hour), else null. */
function evenStep(hours: readonly number[]): number | null {
  const step = hours.length === 1 ? 1 : hours[1]! - hours[0]!;
  return hours.every((hour, index) => hour === hours[0]! + index * step) ? step : null;
}

function every(n: number, unit: string): string {
  return n === 1 ? `every ${unit}` : `every ${n} ${unit}s`;
}

function atMinutes(minutes: readonly number[]): string {
  if (minutes.length === 1) return minutes[0] === 0 ? "" : ` at minute ${minutes[0]}`;
  return ` at minutes ${rangesInWords(minutes, String)}`;
}

function hourRuns(hours: readonly number[]): [from: number, to: number][] {
  const runs: [number, number][] = [];
  for (const hour of hours) {
    const run = runs.at(-1);
    if (run && run[1] === hour - 1) run[1] = hour;
    else runs.push([hour, hour]);
  }
  return runs;
}
