import { DELIVERY_ATTEMPTS_MAX } from "#domain/endpoint.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Pause after each attempt but the last, at most: eight attempts within 21 hours. */
const PAUSES_MS = [10_000, MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS, 12 * HOUR_MS];

/** The most that a receiver may put us off by at a time. */
const RETRY_AFTER_MS_MAX = HOUR_MS;

/**
 * How long to wait after an attempt that failed, ms; null when it was the last. A fifth of each pause is left to chance, so
 * that what failed together does not come back together.
 *
 * @param attempts so far, this one included
 * @param random at least 0, below 1
 * @param retryAfterS what the receiver asked for; it only ever lengthens a pause
 */
export function pauseAfter(attempts: number, random: number, retryAfterS: number | null): number | null {
  if (attempts >= DELIVERY_ATTEMPTS_MAX) return null;
  const planned = PAUSES_MS[attempts - 1]! * (0.8 + 0.2 * random);
  return Math.round(Math.max(planned, Math.min((retryAfterS ?? 0) * 1_000, RETRY_AFTER_MS_MAX)));
}
