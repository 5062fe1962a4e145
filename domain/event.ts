import { z } from "zod";
import { said } from "./schema.ts";

/** What can happen in an app that a task may wait for. */
export const EVENT_TYPES = [
  "dataSource.entry.create",
  "dataSource.entry.update",
  "dataSource.entry.delete",
  "app.task.completed",
  "app.task.failed",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export const TRIGGERS_PER_TASK_MAX = 10;

/** A task's wish to run when something happens. */
export interface TaskTrigger {
  type: EventType;
  /** MongoDB style, over the event: `{ dataSourceId: 177, "data.Status": "open" }`. Empty: every event of the type. */
  where: Record<string, unknown>;
}

/** What a filter may ask about beside `data.Column`. */
export const EVENT_FIELDS = ["dataSourceId", "dataSourceEntryId", "taskId", "runId"] as const;

/** An event as the task's handler gets it, under `log`. Times are ISO 8601 UTC. */
export interface AppEvent {
  id: number;
  appId: number;
  dataSourceId: number | null;
  dataSourceEntryId: number | null;
  /** The task that ended; null for what happened to an entry. */
  taskId: number | null;
  /** The run that ended, or the one whose code wrote the entry; null when it was not a run. */
  runId: number | null;
  /** Who did it. */
  userName: string;
  type: EventType;
  /** The entry's columns; of a run, what its log entry says. */
  data: Record<string, unknown>;
  createdAt: string;
}

/** The payload of a run that an event started. */
export interface EventPayload {
  trigger: "log";
  log: AppEvent;
}

const typeSchema = z.unknown().transform((type, ctx): EventType => {
  const known = EVENT_TYPES.find((name) => name === type);
  if (known) return known;
  said(ctx, "INVALID_INPUT", `A trigger's type must be one of: ${EVENT_TYPES.join(", ")}.`);
  return z.NEVER;
});

export const triggerSchema = z.strictObject({
  type: typeSchema,
  /** Judged as a filter by the service. */
  where: z
    .record(z.string().max(300), z.unknown(), {
      error: 'where must be an object, e.g. { dataSourceId: 177, "data.Status": "open" }.',
    })
    .default({}),
});

export const triggersSchema = z
  .array(triggerSchema, { error: "triggers must be a list." })
  .max(TRIGGERS_PER_TASK_MAX, { error: `A task may have at most ${TRIGGERS_PER_TASK_MAX} triggers.` });
export type TriggerInput = z.input<typeof triggerSchema>;
