import { eq } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import { attempts, runs } from "#db/schema/index.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { requestRun } from "../services/runs/index.ts";
import { createTask } from "../services/tasks/index.ts";

const system = useTestSystem({ ROLE: "worker", TICKER: "off" });

it("hands back what does not end in its grace: queued again where the task has retries, using none up, else crashed", async () => {
  const { container } = system;
  const { db } = container;
  const app = await system.newApp();
  const screen = await system.newScreen(app, handler("await new Promise((resolve) => setTimeout(resolve, 25000))"));
  await createTask(app, { name: "careful", pageId: screen.id });
  await createTask(app, { name: "repeatable", pageId: screen.id, retries: 1 });
  const { runId: careful } = await requestRun(app, { idOrName: "careful" });
  const { runId: repeatable } = await requestRun(app, { idOrName: "repeatable" });
  const read = async (id: number) => (await db.select().from(runs).where(eq(runs.id, id)))[0]!;

  container.startBackground();
  await vi.waitFor(
    async () => {
      expect((await read(careful)).status).toBe("running");
      expect((await read(repeatable)).status).toBe("running");
    },
    { timeout: 20_000, interval: 20 },
  );
  const { runId: later } = await requestRun(app, { idOrName: "careful" });
  await container.stopBackground(100);

  expect(await read(careful)).toMatchObject({ status: "crashed", error: { status: "RUN_CRASHED" }, leaseOwner: null });
  const again = await read(repeatable);
  expect(again).toMatchObject({ status: "queued", failures: 0, attempt: 1, leaseOwner: null, leaseExpiresAt: null });
  const [ended] = await db.select().from(attempts).where(eq(attempts.runId, repeatable));
  expect(ended).toMatchObject({ number: 1, status: "crashed" });
  expect(await read(later)).toMatchObject({ status: "queued", attempt: 0 });
  // Its job waits for the next worker.
  const job = await container.runnerDeps.queue.findJobs("runs", { id: again.jobId });
  expect(job.map(({ state }) => state)).toEqual(["created"]);
});
