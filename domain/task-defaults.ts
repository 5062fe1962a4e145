import { RUN_TIMEOUT_MS_DEFAULT } from "./limits.ts";
import {
  MISFIRE_GRACE_MS_DEFAULT,
  type MisfirePolicy,
  type OverlapPolicy,
  RETRY_DELAY_MS_DEFAULT,
  RETRY_ON_DEFAULT,
  type RetryableStatus,
} from "./policy.ts";

/** What a new task is where nothing else is said. */
export const TASK_DEFAULTS = {
  active: true,
  timezone: "UTC",
  timeoutMs: RUN_TIMEOUT_MS_DEFAULT,
  misfire: "latest" as MisfirePolicy,
  misfireGraceMs: MISFIRE_GRACE_MS_DEFAULT,
  retries: 0,
  retryDelayMs: RETRY_DELAY_MS_DEFAULT,
  retryOn: RETRY_ON_DEFAULT as readonly RetryableStatus[],
  spreadMs: 0,
} as const;

/** What starts a task beside a call. */
export interface Starts {
  frequency?: string | null | undefined;
  schedules?: readonly unknown[] | undefined;
  triggers?: readonly unknown[] | undefined;
}

/** Fires make up for each other; an event that is skipped is work left undone. */
export const defaultOverlap = ({ triggers }: Pick<Starts, "triggers">): OverlapPolicy =>
  triggers?.length ? "queue" : "skip";

/** A task without a schedule or a trigger is there to be called. */
export const defaultCallable = ({ frequency, schedules, triggers }: Starts): boolean =>
  !frequency && !schedules?.length && !triggers?.length;
