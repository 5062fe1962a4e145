import type { EndpointEvent } from "#domain/endpoint.ts";
import type { Task } from "#domain/task.ts";
import { type AppContext, actorName } from "../../context.ts";
import { changedFields } from "../audit/index.ts";
import { tellEndpoints } from "../endpoints/index.ts";
import { auditedTask } from "./audited-task.ts";

/** Tells endpoints of a task that was made, changed or removed: which one, by whom, and which of its fields. */
export async function tellTask(
  tx: AppContext,
  type: Extract<EndpointEvent, `task.${string}`>,
  before: Task | null,
  after: Task | null,
): Promise<void> {
  const task = (after ?? before)!;
  const fields = changedFields(before && auditedTask(before), after && auditedTask(after));
  const changed = Object.keys(fields.after ?? fields.before ?? {});
  if (type === "task.updated" && changed.length === 0) return;
  const { id: taskId, appId, name, pageId, active } = task;
  const data = { taskId, appId, name, pageId, active, by: actorName(tx.actor), ...(before && after && { changed }) };
  await tellEndpoints(tx.db, type, await tx.clock.now(), [{ appId, data }]);
}
