import { inArray } from "drizzle-orm";
import { tasks } from "#db/schema/index.ts";
import type { ServiceContext } from "../../context.ts";
import { tellEndpoints } from "../endpoints/index.ts";

/** The row of a fire that was missed, as PostgreSQL writes it. */
interface MissedFire {
  appId: number;
  taskId: number;
  scheduleId: number;
  fireAt: string;
  reason: string | null;
}

/** Fires that are named one by one; beyond it only their number is told. */
const NAMED_MAX = 100;

/** Tells endpoints of fires that were missed, those of one schedule together. */
export async function tellMissed(tx: ServiceContext, missed: readonly MissedFire[], now: Date): Promise<void> {
  if (missed.length === 0) return;
  const bySchedule = [...Map.groupBy(missed, ({ scheduleId }) => scheduleId).values()];
  const named = await tx.db
    .select({ id: tasks.id, name: tasks.name })
    .from(tasks)
    .where(inArray(tasks.id, [...new Set(missed.map(({ taskId }) => taskId))]));
  const names = new Map(named.map(({ id, name }) => [id, name]));
  const told = bySchedule.map((fires) => {
    const { appId, taskId, scheduleId, reason } = fires[0]!;
    const data = {
      appId,
      taskId,
      taskName: names.get(taskId) ?? "",
      scheduleId,
      count: fires.length,
      fires: fires.slice(0, NAMED_MAX).map(({ fireAt }) => new Date(fireAt).toISOString()),
      reason,
    };
    return { appId, data };
  });
  await tellEndpoints(tx.db, "schedule.missed", now, told);
}
