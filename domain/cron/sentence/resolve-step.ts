import type { Draft, WindowClause } from "./draft.ts";
import { timeText } from "./phrases.ts";
import { ascending, type Plan, ticksAt } from "./plan.ts";
import { refuse } from "./refusal.ts";
import type { Span } from "./token.ts";

type Times = Pick<Plan, "minutes" | "hours">;
type Step = NonNullable<Draft["step"]>;

/**
 * Minutes and hours of an interval, within the windows that the sentence names.
 *
 * A window's end counts where the interval has a single fire an hour ("every
 * hour from 8 to 18" fires at 18:00). With several, a full hour as the end is
 * the moment they stop: cron cannot fire at 18:00 without 18:15, so "every 15
 * minutes from 8 to 18" ends at 17:45.
 *
 * @throws SentenceRefusal when the interval is uneven or leaves the window's edges ragged.
 */
export function resolveStep(draft: Draft, step: Step): Times {
  return step.unit === "minute" ? everyMinutes(draft, step) : everyHours(draft, step);
}

function everyMinutes(draft: Draft, step: Step): Times {
  const { n } = step;
  if (n > 0 && n % 60 === 0) return everyHours(draft, { ...step, n: n / 60, unit: "hour" });
  refuseUneven(step, 60);
  const shift = shiftOf(draft, step);
  const minutes = Array.from({ length: 60 / n }, (_, index) => index * n + shift);
  const hours = ticksAt(hoursWithin(draft.windows, minutes, 1), 24);
  return { minutes: shift === 0 ? { every: n } : { at: minutes }, hours };
}

/** "every 15 minutes at minute 5": the first fire of each hour. */
function shiftOf({ minutesPast }: Draft, { n }: Step): number {
  if (!minutesPast) return 0;
  const [shift = 0, ...others] = minutesPast.minutes;
  if (others.length > 0 || shift >= n) {
    refuse(`With an interval of ${n} minutes, name only its first minute, below ${n}.`, minutesPast, [""]);
  }
  return shift;
}

function everyHours(draft: Draft, step: Step): Times {
  const { n } = step;
  const [window] = draft.windows;
  const minutes = ascending(draft.minutesPast?.minutes ?? [(window?.from ?? 0) % 60]);
  if (!window) {
    // Once a day is the longest interval that begins anew each day.
    if (n === 24) return { minutes: ticksAt(minutes, 60), hours: { at: [0] } };
    refuseUneven(step, 24);
    return { minutes: ticksAt(minutes, 60), hours: { every: n } };
  }
  if (n < 1 || n > 23) refuseUneven(step, 24);
  const mixed = draft.windows.find(({ from }) => !draft.minutesPast && (from ?? 0) % 60 !== minutes[0]);
  if (mixed) refuse("The stretches of the day must begin at the same minute of the hour.", mixed, [""]);
  return { minutes: ticksAt(minutes, 60), hours: ticksAt(hoursWithin(draft.windows, minutes, n), 24) };
}

function refuseUneven({ n, unit, position, length }: Step, size: 60 | 24): void {
  if (n >= 1 && n < size && size % n === 0) return;
  const whole = size === 60 ? "hour" : "day";
  const divisors = Array.from({ length: size / 2 }, (_, index) => index + 1).filter((value) => size % value === 0);
  const below = divisors.findLast((value) => value < n);
  const above = divisors.find((value) => value > n);
  const replacements = [
    ...(below ? [`every ${below} ${unit}s`] : []),
    above ? `every ${above} ${unit}s` : `every ${whole}`,
    `every ${whole}`,
  ];
  const reason =
    n > size
      ? `longer than ${whole === "hour" ? "an hour" : "a day"} and not a whole number of them`
      : `uneven, because cron starts anew every ${whole} and ${n} does not divide ${size}`;
  refuse(`Every ${n} ${unit}s is ${n < 1 ? "not an interval" : reason}.`, { position, length }, replacements);
}

/** Hours, every `step`, whose fires (at `minutes`) lie in a window; all hours without windows. */
function hoursWithin(windows: readonly WindowClause[], minutes: readonly number[], step: number): number[] {
  if (windows.length === 0) return Array.from({ length: 24 }, (_, hour) => hour);
  return windows.flatMap((window) => hoursOf(window, minutes, step));
}

function hoursOf(window: WindowClause, minutes: readonly number[], step: number): number[] {
  const [first, last] = [minutes[0]!, minutes.at(-1)!];
  const from = (window.from ?? 0) % 1440;
  const to = endOf(window, from);
  const isRaggedStart = from % 60 > first && from % 60 <= last;
  const startHour = Math.floor(from / 60) + (from % 60 > first ? 1 : 0);
  const hours: number[] = [];
  let hour = startHour;
  for (; hour * 60 + last <= to; hour += step) hours.push(hour % 24);

  const isRaggedEnd = to % 60 !== 0 && hour * 60 + first <= to;
  if (isRaggedStart || isRaggedEnd) refuseRagged(window, from, to, minutes);
  if (hours.length === 0) refuse("No fire of the interval lies between these times.", window, [""]);
  return hours;
}

/** The end in minutes since the midnight before the start; past 1440 when the window runs over midnight. */
function endOf(window: WindowClause, from: number): number {
  // Up to midnight is up to the last minute of the day: 00:00 belongs to the next.
  if (window.to === null || window.to % 1440 === 0) return 1439;
  if (window.to === from) refuse("The stretch of the day ends where it begins.", window, [""]);
  return window.to > from ? window.to : window.to + 1440;
}

function refuseRagged(window: Span, from: number, to: number, minutes: readonly number[]): never {
  const start = timeText(Math.floor(from / 60) * 60);
  const hour = Math.floor(to / 60) % 24;
  const last = minutes.at(-1)!;
  refuse(
    `Cron repeats the same minutes in every hour, so the stretch must hold whole hours: end it at ${timeText(hour * 60 + last)} or on a full hour, and begin on a full hour.`,
    window,
    [`from ${start} to ${timeText(hour * 60 + last)}`, `from ${start} to ${timeText(hour * 60)}`],
  );
}
