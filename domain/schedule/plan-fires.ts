import { firesBetween, nextFire, previousFire, type Schedule } from "#domain/cron/index.ts";

/** What happens to fires that came due while nothing ticked. */
export type MisfirePolicy = "latest" | "all" | "skip";

export type MissedFireCode = "SUPERSEDED" | "TOO_OLD" | "OVER_LIMIT" | "SKIPPED_LATE";

/** A due fire that does not run, with the reason that its run record shows. */
export interface MissedFire {
  readonly at: Date;
  readonly code: MissedFireCode;
  readonly reason: string;
}

export interface PlanFiresInput {
  schedule: Schedule;
  /** The first fire that no earlier plan covers. */
  nextFireAt: Date;
  now: Date;
  misfire: MisfirePolicy;
  /** Fires older than this never run. Default 24 hours. */
  catchUpMs?: number;
  /** With `skip`: a fire at most this late still counts as on time. Default 1 minute. */
  graceMs?: number;
  /** The most fires that run at once. Default 100. */
  maxCatchUp?: number;
  /** The most missed fires in one plan. Default 1,000. */
  chunk?: number;
  /** Why fires are missed, in place of what the policy would say. */
  missedReason?: string | undefined;
}

export interface FirePlan {
  /** To run, oldest first. */
  fire: Date[];
  /** To record as missed, oldest first. */
  missed: MissedFire[];
  /** The first fire that this plan does not cover; null when the schedule has no more. */
  nextFireAt: Date | null;
  /** More is due: plan again from `nextFireAt`. */
  more: boolean;
}

const CATCH_UP_MS_DEFAULT = 86_400_000;
const GRACE_MS_DEFAULT = 60_000;
const MAX_CATCH_UP_DEFAULT = 100;
const CHUNK_DEFAULT = 1_000;

/**
 * Decides what a tick at `now` does with every fire of one task that has come
 * due since `nextFireAt` (inclusive). Each such fire is in exactly one plan,
 * once, as `fire` or as `missed`. A long outage is worked off in plans of at
 * most `chunk` missed fires, oldest first; those are missed for certain,
 * however much later the following plans are made.
 *
 * - `latest`: the newest due fire runs;
 * - `all`: the newest `maxCatchUp` due fires run;
 * - `skip`: only fires at most `graceMs` late run, again at most `maxCatchUp`;
 *
 * and none older than `catchUpMs` in any case.
 */
export function planFires(input: PlanFiresInput): FirePlan {
  const { schedule, nextFireAt, now, misfire, chunk = CHUNK_DEFAULT } = input;
  const maxCatchUp = misfire === "latest" ? 1 : (input.maxCatchUp ?? MAX_CATCH_UP_DEFAULT);
  const catchUpMs = input.catchUpMs ?? CATCH_UP_MS_DEFAULT;
  const lateMs = misfire === "skip" ? Math.min(input.graceMs ?? GRACE_MS_DEFAULT, catchUpMs) : catchUpMs;
  if (nextFireAt > now) return { fire: [], missed: [], nextFireAt, more: false };

  const fire = newestFires(schedule, nextFireAt, now, lateMs, maxCatchUp);
  const missedUntil = new Date((fire[0]?.getTime() ?? now.getTime() + 1) - 1);
  const missed = firesBetween(schedule, nextFireAt, missedUntil, chunk + 1);
  const explain = (at: Date): MissedFire => {
    const explained = explainMissed(at, { now, misfire, catchUpMs, lateMs, maxCatchUp });
    return input.missedReason === undefined ? explained : { ...explained, reason: input.missedReason };
  };
  if (missed.length > chunk) {
    return { fire: [], missed: missed.slice(0, chunk).map(explain), nextFireAt: missed[chunk] ?? null, more: true };
  }
  return { fire, missed: missed.map(explain), nextFireAt: nextFire(schedule, now), more: false };
}

/**
 * When a task that is created, resumed or edited at `now` fires first: a pause
 * is no outage, and an edit or a new task owes nothing to the past. Null when
 * the schedule has no more fires.
 */
export function armAt(schedule: Schedule, now: Date): Date | null {
  return nextFire(schedule, now);
}

/** The newest `limit` fires from `from` to `now`, none more than `lateMs` old, oldest first. */
function newestFires(schedule: Schedule, from: Date, now: Date, lateMs: number, limit: number): Date[] {
  const oldest = Math.max(from.getTime(), now.getTime() - lateMs);
  const fires: Date[] = [];
  let fire = fires.length < limit ? previousFire(schedule, now) : null;
  while (fire !== null && fire.getTime() >= oldest) {
    fires.push(fire);
    fire = fires.length < limit ? previousFire(schedule, new Date(fire.getTime() - 1)) : null;
  }
  return fires.reverse();
}

interface MissedContext {
  now: Date;
  misfire: MisfirePolicy;
  catchUpMs: number;
  lateMs: number;
  maxCatchUp: number;
}

function explainMissed(at: Date, { now, misfire, catchUpMs, lateMs, maxCatchUp }: MissedContext): MissedFire {
  const late = now.getTime() - at.getTime();
  if (late > catchUpMs) {
    const reason = `The scheduler came to this fire ${inWords(late)} late; the catch-up window is ${inWords(catchUpMs)}.`;
    return { at, code: "TOO_OLD", reason };
  }
  if (late > lateMs) {
    const reason = `The scheduler came to this fire ${inWords(late)} late, and the task's misfire policy "skip" runs nothing late.`;
    return { at, code: "SKIPPED_LATE", reason };
  }
  if (misfire === "latest") {
    const reason = `The scheduler came to this fire ${inWords(late)} late, and the task's misfire policy "latest" runs only the newest fire that is due.`;
    return { at, code: "SUPERSEDED", reason };
  }
  const reason = `The scheduler came to this fire ${inWords(late)} late, when more than ${maxCatchUp} were due; only the newest ${maxCatchUp} run.`;
  return { at, code: "OVER_LIMIT", reason };
}

/** A duration rounded down to the largest unit that it holds twice: "3 days", "25 hours", "90 seconds". */
function inWords(ms: number): string {
  const units = [
    [86_400_000, "day"],
    [3_600_000, "hour"],
    [60_000, "minute"],
    [1_000, "second"],
  ] as const;
  const [size, name] = units.find(([size]) => ms >= 2 * size) ?? [1_000, "second"];
  const count = Math.floor(ms / size);
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}
