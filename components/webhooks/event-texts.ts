import type { DeliveredEvent } from "#domain/endpoint-values.ts";

/** Kinds of events in words, as they are chosen and shown. */
export const EVENT_TEXTS: Record<DeliveredEvent, string> = {
  "run.completed": "A run completed",
  "run.failed": "A run failed",
  "run.timed_out": "A run took too long",
  "run.out_of_memory": "A run needed too much memory",
  "run.crashed": "A run broke off on our side",
  "run.cancelled": "A run was cancelled",
  "schedule.missed": "A schedule's fires were missed",
  "task.created": "A task was created",
  "task.updated": "A task was changed",
  "task.removed": "A task was deleted",
  "task.restored": "A task's deletion was taken back",
  "endpoint.test": "A test from the studio",
};
