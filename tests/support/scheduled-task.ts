import { asc, eq } from "drizzle-orm";
import { runs } from "#db/schema/index.ts";
import type { CreateTaskInput } from "#domain/task.ts";
import { tick } from "#server/scheduler/tick.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { FixedClock } from "./fixed-clock.ts";
import { handler } from "./new-app.ts";
import type { TestSystem } from "./test-system.ts";

/** A task of every minute, made half a minute before 08:00 on a clock that stands, and its ledger in short. */
export async function scheduledTask(system: TestSystem, task: Partial<CreateTaskInput> = {}, body = "return payload") {
  const clock = new FixedClock("2026-01-05T07:59:30Z");
  const app = { ...(await system.newApp()), clock };
  const screen = await system.newScreen(app, handler(body));
  const frequency = task.schedules ? undefined : "* * * * *";
  const created = await createTask(app, { name: "task", pageId: screen.id, frequency, ...task });
  const tickAt = async (time: string) => {
    clock.set(`2026-01-05T${time}Z`);
    return tick({ ...system.container.services, clock }, new Date(`2026-01-05T${time}Z`));
  };
  const rows = () =>
    app.db.select().from(runs).where(eq(runs.taskId, created.id)).orderBy(asc(runs.fireAt), asc(runs.id));
  const ledger = async () =>
    (await rows()).map((run) => `${run.fireAt?.toISOString().slice(11, 16)} ${run.held ? "held" : run.status}`);
  return { app, clock, task: created, tickAt, rows, ledger };
}
