import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { logEntries, runs } from "#db/schema/index.ts";
import type { CreateTaskInput } from "#domain/task.ts";
import { scheduledTask } from "#tests/support/scheduled-task.ts";
import { useTestSystem } from "#tests/support/test-system.ts";
import { cancelRun, getRun, requestRun } from "../services/runs/index.ts";
import { claimRun } from "./claim-run.ts";
import { drain } from "./drain.ts";
import { reapRuns } from "./reap-runs.ts";

const system = useTestSystem();
const workOff = () => drain(system.container.runnerDeps, new AbortController().signal);
const scheduled = (task: Partial<CreateTaskInput>, body?: string) => scheduledTask(system, task, body);

describe("retries", () => {
  const failing = "console.log('try'); throw new Error('no')";

  it("tries a failed run again after a growing pause, keeps each attempt, and ends with one log entry", async () => {
    const { app } = await scheduled({ retries: 2, retryDelayMs: 60_000, active: false }, failing);
    const { runId } = await requestRun(app, { idOrName: "task" });
    for (let attempt = 1; attempt <= 3; attempt++) {
      await workOff();
      const run = await getRun(app, { id: runId });
      expect(run.attempts.map(({ number, status }) => [number, status])).toEqual(
        Array.from({ length: attempt }, (_, n) => [n + 1, "failed"]),
      );
      expect(run.status).toBe(attempt < 3 ? "queued" : "failed");
      if (attempt < 3) {
        const pauseMs = new Date(run.effectiveAt!).getTime() - new Date(run.attempts.at(-1)!.finishedAt).getTime();
        expect(pauseMs).toBeGreaterThanOrEqual(30_000 * 2 ** (attempt - 1));
        expect(pauseMs).toBeLessThanOrEqual(60_000 * 2 ** (attempt - 1) + 50);
      }
      await app.db.execute(sql`update runs set effective_at = now() where id = ${runId}`);
      await app.db.execute(sql`update pgboss.job set start_after = now() where data->>'runId' = ${String(runId)}`);
    }
    expect(await app.db.select().from(logEntries).where(eq(logEntries.runId, runId))).toHaveLength(1);
  });

  it("does not repeat what was cancelled, nor a kind of failure that is not named", async () => {
    const { app } = await scheduled({ retries: 3, retryOn: ["timed_out"], active: false }, failing);
    const { runId } = await requestRun(app, { idOrName: "task" });
    await workOff();
    expect(await getRun(app, { id: runId })).toMatchObject({ status: "failed", failures: 0 });
  });

  it("repeats after a crash of ours without using a retry up", async () => {
    const { app } = await scheduled({ retries: 1, active: false }, "return 'done'");
    const { runId } = await requestRun(app, { idOrName: "task" });
    await claimRun(app.db, runId, "a process that is gone");
    await app.db.update(runs).set({ leaseExpiresAt: sql`now() - interval '1 second'` }).where(eq(runs.id, runId));
    await reapRuns(system.container.runnerDeps);
    expect(await getRun(app, { id: runId })).toMatchObject({
      status: "queued",
      failures: 0,
      attempts: [{ status: "crashed" }],
    });
    await workOff();
    expect(await getRun(app, { id: runId })).toMatchObject({
      status: "completed",
      result: "done",
      attempt: 2,
      failures: 0,
    });
  });
});

it("ends a run as cancelled whose worker died before it could stop it", async () => {
  const { app } = await scheduled({ retries: 1, active: false });
  const { runId } = await requestRun(app, { idOrName: "task" });
  await claimRun(app.db, runId, "a process that is gone");
  await cancelRun(app, { id: runId });
  await app.db.update(runs).set({ leaseExpiresAt: sql`now() - interval '1 second'` }).where(eq(runs.id, runId));
  await reapRuns(system.container.runnerDeps);
  expect(await getRun(app, { id: runId })).toMatchObject({ status: "cancelled", error: { status: "RUN_CANCELLED" } });
});
