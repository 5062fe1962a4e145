import { asc, eq, inArray } from "drizzle-orm";
import { eventTriggers, type TaskRow } from "#db/schema/index.ts";
import type { EventType, TaskTrigger } from "#domain/event.ts";
import type { AppContext } from "../../context.ts";
import { storableJson } from "../storable.ts";
import { checkEventFilter } from "./event-filter.ts";

/** The triggers of tasks, in the order in which they were given. */
export async function readTriggers(ctx: AppContext, taskIds: readonly number[]): Promise<Map<number, TaskTrigger[]>> {
  if (taskIds.length === 0) return new Map();
  const rows = await ctx.db
    .select()
    .from(eventTriggers)
    .where(inArray(eventTriggers.taskId, [...taskIds]))
    .orderBy(asc(eventTriggers.id));
  const ofTask = Map.groupBy(rows, (row) => row.taskId);
  return new Map(
    [...ofTask].map(([taskId, own]) => [
      taskId,
      // Only types that the input's schema let through are ever written there.
      own.map(({ eventType, where }) => ({ type: eventType as EventType, where })),
    ]),
  );
}

/**
 * Puts a task's triggers in the place of those it had; undefined leaves them.
 *
 * @throws DomainError INVALID_INPUT for a filter that is not one.
 */
export async function putTriggers(
  tx: AppContext,
  task: Pick<TaskRow, "id">,
  triggers: readonly TaskTrigger[] | undefined,
): Promise<void> {
  if (triggers === undefined) return;
  const wanted = triggers.map(({ type, where }, index) => {
    checkEventFilter(where, `triggers.${index}.where`);
    return { type, where: storableJson(where) as Record<string, unknown> };
  });
  const before = (await readTriggers(tx, [task.id])).get(task.id) ?? [];
  if (JSON.stringify(before) === JSON.stringify(wanted)) return;
  await tx.db.delete(eventTriggers).where(eq(eventTriggers.taskId, task.id));
  if (wanted.length === 0) return;
  await tx.db
    .insert(eventTriggers)
    .values(wanted.map(({ type, where }) => ({ appId: tx.appId, taskId: task.id, eventType: type, where })));
}
