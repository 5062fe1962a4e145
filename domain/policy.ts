/** What becomes of fires that came due while nothing ticked. */
export const MISFIRE_POLICIES = ["latest", "all", "skip"] as const;
export type MisfirePolicy = (typeof MISFIRE_POLICIES)[number];

/** What becomes of a fire while a run of an earlier fire of the task has not ended. */
export const OVERLAP_POLICIES = ["skip", "queue", "allow", "cancel-previous"] as const;
export type OverlapPolicy = (typeof OVERLAP_POLICIES)[number];

/** Ends of an execution that a retry may follow. A crash of ours is not among them: it never uses a retry up. */
export const RETRYABLE_STATUSES = ["failed", "timed_out", "out_of_memory"] as const;
export type RetryableStatus = (typeof RETRYABLE_STATUSES)[number];

export const MISFIRE_GRACE_MS_DEFAULT = 60_000;
export const MISFIRE_GRACE_MS_MAX = 86_400_000;
export const RETRIES_MAX = 10;
export const RETRY_DELAY_MS_DEFAULT = 10_000;
export const RETRY_DELAY_MS_MAX = 3_600_000;
export const RETRY_ON_DEFAULT: readonly RetryableStatus[] = ["failed", "timed_out"];
export const SPREAD_MS_MAX = 3_600_000;
export const SCHEDULES_PER_TASK_MAX = 10;

/** No retry waits longer than this, however often it doubled, ms. */
const BACKOFF_MS_MAX = 6 * 3_600_000;

/**
 * How long to wait before a retry, ms: the base delay, doubled for each earlier retry, of which a random half is taken
 * off or left (so that many that failed together do not come back together).
 *
 * @param failures executions that have failed so far, 1 or more.
 * @param random a number from 0 to 1.
 */
export function retryDelayMs(baseMs: number, failures: number, random: number): number {
  const fullMs = Math.min(BACKOFF_MS_MAX, baseMs * 2 ** (failures - 1));
  return Math.round(fullMs / 2 + (fullMs / 2) * random);
}

/**
 * By how much a schedule's fires start after their time, ms, from 0 up to `spreadMs`: always the same for one schedule,
 * and spread evenly over many (a multiplicative hash, after Knuth).
 */
export function spreadOffsetMs(scheduleId: number, spreadMs: number): number {
  if (spreadMs === 0) return 0;
  const hash = Math.imul(scheduleId, 2_654_435_761) >>> 0;
  return Math.floor((hash / 2 ** 32) * spreadMs);
}
