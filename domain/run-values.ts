/** What a run's fields may be. Apart from the schemas, so that a page may name them without loading a validator. */
export const RUN_STATUSES = [
  "queued",
  "running",
  "completed",
  "failed",
  "timed_out",
  "out_of_memory",
  "cancelled",
  "crashed",
  "skipped",
  "missed",
] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export const RUN_TRIGGERS = ["schedule", "api", "studio", "replay", "backfill", "task", "event"] as const;
export type RunTrigger = (typeof RUN_TRIGGERS)[number];

export const ENVIRONMENTS = ["draft", "published"] as const;
export type Environment = (typeof ENVIRONMENTS)[number];

/** `newest` and `oldest` go by id; the other two hold only runs that executed. */
export const RUN_SORTS = ["newest", "oldest", "slowest", "fastest"] as const;
export type RunSort = (typeof RUN_SORTS)[number];
