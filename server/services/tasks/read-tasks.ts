import { eq } from "drizzle-orm";
import { tasks } from "#db/schema/index.ts";
import type { Task, TaskRefInput } from "#domain/task.ts";
import type { AppContext } from "../../context.ts";
import { readTasks, taskNotFound } from "./internal.ts";

export function listTasks(ctx: AppContext): Promise<Task[]> {
  return readTasks(ctx);
}

/** @throws DomainError TASK_NOT_FOUND when the app has no such task. */
export async function getTask(ctx: AppContext, { idOrName }: TaskRefInput): Promise<Task> {
  const [task] = await readTasks(ctx, typeof idOrName === "number" ? eq(tasks.id, idOrName) : eq(tasks.name, idOrName));
  if (!task) throw taskNotFound(idOrName);
  return task;
}
