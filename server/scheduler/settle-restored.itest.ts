import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { runs } from "#db/schema/index.ts";
import { asApp } from "#tests/support/new-app.ts";
import { scheduledTask } from "#tests/support/scheduled-task.ts";
import { useTestSystem } from "#tests/support/test-system.ts";
import { claimRun } from "../runner/claim-run.ts";
import { drain } from "../runner/drain.ts";
import { requestRun } from "../services/runs/index.ts";
import { moveFire } from "../services/schedules/index.ts";
import { getTask } from "../services/tasks/index.ts";
import { settleRestored } from "./settle-restored.ts";

const system = useTestSystem({ TICKER: "off" });

it("lets nothing of a restored copy happen by itself: what came due is missed, what was under way is cancelled", async () => {
  const { app, clock, task, tickAt, rows, ledger } = await scheduledTask(system, { misfire: "all", overlap: "allow" });
  await tickAt("08:00:00");
  const [first] = await rows();
  await claimRun(app.db, first!.id, "a process of the host that is gone");
  const { runId } = await requestRun(asApp(app), { idOrName: task.id });
  const [schedule] = task.schedules;
  await moveFire(app, { scheduleId: schedule!.id, fireAt: "2026-01-05T08:02:00Z", to: "2026-01-05T09:00:00Z" });

  const services = { ...system.container.services, clock };
  clock.set("2026-01-05T08:05:00Z");
  const now = new Date("2026-01-05T08:05:00Z");
  expect(await settleRestored(services, now)).toEqual({ cancelled: 2, missed: 4 });
  expect(await settleRestored(services, now)).toEqual({ cancelled: 0, missed: 0 });
  expect((await ledger()).filter((row) => !row.startsWith("undefined"))).toEqual([
    ...["08:00 cancelled", "08:01 missed", "08:02 queued", "08:03 missed", "08:04 missed", "08:05 missed"],
  ]);
  const [asked] = await app.db.select().from(runs).where(eq(runs.id, runId));
  expect(asked).toMatchObject({ status: "cancelled", reason: expect.stringContaining("restored from a backup") });
  expect((await getTask(app, { idOrName: task.id })).nextRunAt).toBe("2026-01-05T08:06:00.000Z");

  // The jobs that the backup held find nothing to do, and the schedule goes on.
  await drain(system.container.runnerDeps, AbortSignal.timeout(5_000));
  expect((await rows()).filter(({ id }) => [first!.id, runId].includes(id)).map(({ status }) => status)).toEqual([
    ...["cancelled", "cancelled"],
  ]);
  expect(await tickAt("08:06:00")).toMatchObject({ fired: 1, missed: 0 });
});
