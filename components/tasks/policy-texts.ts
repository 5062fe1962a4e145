import type { MisfirePolicy, OverlapPolicy, RetryableStatus } from "#domain/policy.ts";

interface Choice {
  label: string;
  /** What happens with it. */
  effect: string;
}

export const MISFIRE_TEXTS: Record<MisfirePolicy, Choice> = {
  latest: {
    label: "Run the newest only",
    effect:
      "Of the fires that came due while nothing could run them, the newest runs. The others are recorded as missed.",
  },
  all: {
    label: "Run all of them",
    effect:
      "The fires that came due meanwhile all run, oldest first: at most the newest 100, none older than a day. The rest are recorded as missed.",
  },
  skip: {
    label: "Run none that is late",
    effect: "A fire that comes later than the grace below is recorded as missed and does not run.",
  },
};

export const OVERLAP_TEXTS: Record<OverlapPolicy, Choice> = {
  skip: {
    label: "Skip the new fire",
    effect: "While a run of the task has not ended, a further fire is recorded as skipped.",
  },
  queue: {
    label: "Wait for the run before",
    effect: "A further fire waits for the run before it to end, then runs. None is left out.",
  },
  allow: { label: "Run side by side", effect: "A further fire starts at once, beside the run that goes on." },
  "cancel-previous": {
    label: "Cancel the run before",
    effect: "A further fire cancels the run that goes on, and starts.",
  },
};

export const RETRY_ON_TEXTS: Record<RetryableStatus, string> = {
  failed: "An error of the code",
  timed_out: "The time limit",
  out_of_memory: "Too much memory",
};
