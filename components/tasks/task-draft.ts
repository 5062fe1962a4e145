import { RUN_TIMEOUT_MS_DEFAULT } from "#domain/limits.ts";
import type { Task } from "#domain/task.ts";

/** A task as its form holds it: as typed, right or wrong. */
export interface TaskDraft {
  name: string;
  pageId: number | null;
  scheduled: boolean;
  frequency: string;
  timezone: string;
  active: boolean;
  /** Seconds, as typed. */
  timeoutS: string;
}

export const newTaskDraft = (timezone: string, pageId: number | null): TaskDraft => ({
  name: "",
  pageId,
  scheduled: false,
  frequency: "",
  timezone,
  active: true,
  timeoutS: String(RUN_TIMEOUT_MS_DEFAULT / 1_000),
});

export const taskDraftOf = (task: Task): TaskDraft => ({
  name: task.name,
  pageId: task.pageId,
  scheduled: task.frequency !== null,
  frequency: task.frequency ?? "",
  timezone: task.timezone,
  active: task.active,
  timeoutS: String(task.timeoutMs / 1_000),
});

export type TaskDraftProblem = { field: "pageId" | "frequency" | "timeoutMs"; message: string };

/** What the form knows to be missing before it asks the server; null when it is worth asking. */
export function taskDraftProblem(draft: TaskDraft): TaskDraftProblem | null {
  if (draft.pageId === null) return { field: "pageId", message: "Choose the screen that the task runs." };
  if (draft.scheduled && draft.frequency.trim() === "")
    return {
      field: "frequency",
      message: "Write a cron expression, or choose a preset. For a task without one, choose On demand.",
    };
  if (!Number.isFinite(Number(draft.timeoutS)) || draft.timeoutS.trim() === "")
    return { field: "timeoutMs", message: "The time limit must be a number of seconds." };
  return null;
}

/** What the server is sent. Call it only when there is no problem. */
export const taskInputOf = (draft: TaskDraft, pageId: number) => ({
  name: draft.name,
  pageId,
  frequency: draft.scheduled ? draft.frequency.trim() : null,
  timezone: draft.timezone,
  active: draft.active,
  timeoutMs: Math.round(Number(draft.timeoutS) * 1_000),
});
