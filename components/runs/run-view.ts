import type { Environment, RunFilterInput, RunSort, RunStatus, RunTrigger } from "#domain/run.ts";

/** Ranges of time by name, so that a view that was kept stays true. */
export const RUN_RANGE_LABELS = {
  hour: "Last hour",
  today: "Today",
  day: "Last 24 hours",
  week: "Last 7 days",
} as const;
export type RunRange = keyof typeof RUN_RANGE_LABELS;

/** What the list of runs shows, as it stands in the address; null where nothing was chosen. */
export interface RunView {
  task: number | null;
  status: RunStatus[] | null;
  trigger: RunTrigger | null;
  env: Environment | null;
  version: number | null;
  range: RunRange | null;
  from: Date | null;
  to: Date | null;
  /** Took at least so long, ms. */
  over: number | null;
  /** Text of the error. */
  q: string;
  sort: RunSort | null;
}

const HOUR_MS = 3_600_000;
const BACK_MS: Record<Exclude<RunRange, "today">, number> = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 168 * HOUR_MS };
/** A range that counts back from now moves in steps, so that a list is not asked for anew each second. */
const STEP_MS = 300_000;

function startOf(range: RunRange, now: number): Date {
  if (range !== "today") return new Date(Math.floor(now / STEP_MS) * STEP_MS - BACK_MS[range]);
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  return day;
}

/** The filter that a view asks the server for. @param now ms since 1970, from which the named ranges count back */
export function runFilterOf(view: RunView, now: number): RunFilterInput {
  const since = view.range ? startOf(view.range, now) : view.from;
  return {
    ...(view.task !== null && { taskId: view.task }),
    ...(view.status !== null && view.status.length > 0 && { status: view.status }),
    ...(view.trigger !== null && { trigger: view.trigger }),
    ...(view.env !== null && { environment: view.env }),
    ...(view.version !== null && view.version > 0 && { version: view.version }),
    ...(since !== null && { since: since.toISOString() }),
    ...(view.to !== null && !view.range && { until: view.to.toISOString() }),
    ...(view.over !== null && view.over > 0 && { minDurationMs: view.over }),
    ...(view.q.trim() !== "" && { search: view.q.trim().slice(0, 200) }),
  };
}

/**
 * Tells one question from another. A named range is one question however time passes, and so is a view with other columns.
 */
export function questionOf({ task, status, trigger, env, version, range, from, to, over, q, sort }: RunView): string {
  return JSON.stringify([task, status, trigger, env, version, range, range ? null : [from, to], over, q.trim(), sort]);
}

/** How many filters a view has, its order and columns left aside. */
export const filtersIn = (view: RunView) =>
  [
    view.task,
    view.status?.length,
    view.trigger,
    view.env,
    view.version,
    view.range ?? view.from ?? view.to,
    view.over,
    view.q.trim(),
  ].filter(Boolean).length;

/** A view in which nothing is filtered; order and columns stay. */
export const NO_FILTER: Omit<RunView, "sort" | "q"> & { q: null } = {
  task: null,
  status: null,
  trigger: null,
  env: null,
  version: null,
  range: null,
  from: null,
  to: null,
  over: null,
  q: null,
};

/** Views that every app has. */
export const DEFAULT_RUN_VIEWS = [
  { name: "Failures of today", query: "status=failed,timed_out,out_of_memory,crashed&range=today" },
  { name: "Under way", query: "status=queued,running" },
  { name: "Slowest of the week", query: "range=week&sort=slowest" },
  { name: "Skipped and missed", query: "status=skipped,missed" },
];
