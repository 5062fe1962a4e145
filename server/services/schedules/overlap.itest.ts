import { eq, sql } from "drizzle-orm";
import pg from "pg";
import { describe, expect, it, vi } from "vitest";
import { openDb } from "#db/client.ts";
import { runs } from "#db/schema/index.ts";
import type { CreateTaskInput } from "#domain/task.ts";
import { drain } from "#server/runner/drain.ts";
import { finishRun, retryRun } from "#server/runner/finish-run.ts";
import { tick } from "#server/scheduler/tick.ts";
import { claim as claimed } from "#tests/support/claim.ts";
import { scheduledTask } from "#tests/support/scheduled-task.ts";
import { useTestSystem } from "#tests/support/test-system.ts";
import { moveFire } from "./index.ts";

const system = useTestSystem();

const scheduled = (task: Partial<CreateTaskInput>, body?: string) => scheduledTask(system, task, body);

/** A connection that holds a lock until it ends. */
async function holding(statement: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: system.url });
  await client.connect();
  await client.query("begin");
  await client.query(statement);
  return client;
}

/** How many sessions wait for a lock. */
async function waiting(): Promise<number> {
  const { rows } = await system.container.db.execute(
    sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length;
}

it("keeps two schedules of one task apart when two ticks have one each", async () => {
  const { app, task, rows } = await scheduled({
    schedules: [{ frequency: "* * * * *" }, { frequency: "*/1 * * * *" }],
  });
  const now = new Date("2026-01-05T08:00:00Z");
  const other = openDb(system.url, { max: 2 });
  const [ofQueue, ofSecond] = await Promise.all([
    holding("lock table pgboss.job in share row exclusive mode"),
    holding(`select 1 from schedules where task_id = ${task.id} and position = 1 for update`),
  ]);
  const first = tick(app, now);
  await vi.waitFor(async () => expect(await waiting()).toBe(1), { timeout: 10_000, interval: 10 });
  // The first tick has decided and not committed; now the second schedule falls to another.
  await ofSecond.end();
  const second = tick({ ...app, db: other.db }, now);
  await vi.waitFor(async () => expect(await waiting()).toBe(2), { timeout: 10_000, interval: 10 });
  await ofQueue.end();
  await Promise.all([first, second]);
  await other.close();
  expect((await rows()).map((run) => run.status).sort()).toEqual(["queued", "skipped"]);
});

it("counts a run that waits for its retry as unfinished", async () => {
  const failing = { frequency: "* * * * *", retries: 1, retryDelayMs: 3_600_000 };
  const { tickAt, ledger } = await scheduled(failing, "throw new Error('no')");
  await tickAt("08:00:00");
  await drain(system.container.runnerDeps, new AbortController().signal);
  expect(await ledger()).toEqual(["08:00 queued"]);
  await tickAt("08:01:00");
  expect(await ledger()).toEqual(["08:00 queued", "08:01 skipped"]);
});

describe("a fire that starts later than it was planned", () => {
  /** The 08:00 fire runs; the 08:05 one was moved, so that its turn comes while it does. */
  async function meeting(overlap: CreateTaskInput["overlap"], more: Partial<CreateTaskInput> = {}) {
    const made = await scheduled({ frequency: "*/5 * * * *", overlap, ...more });
    const { app, task, tickAt, rows } = made;
    await tickAt("08:00:00");
    const [first] = await rows();
    const fire = { scheduleId: task.schedules[0]!.id, fireAt: "2026-01-05T08:05:00.000Z" };
    const { runId: moved } = await moveFire(app, { ...fire, to: "2026-01-05T08:03:00.000Z" });
    const run = async (runId: number) => (await app.db.select().from(runs).where(eq(runs.id, runId)))[0]!;
    return { ...made, first: first!.id, moved, run, claim: (runId: number) => claimed(app.db, runId, "a worker") };
  }
  const workOff = () => drain(system.container.runnerDeps, new AbortController().signal);

  it("is skipped, with the reason, when the task skips overlaps", async () => {
    const { first, moved, claim, run } = await meeting("skip");
    expect(await claim(first)).not.toBeNull();
    expect(await claim(moved)).toBeNull();
    expect(await run(moved)).toMatchObject({ status: "skipped", reason: expect.stringContaining("had not ended") });
    expect((await run(moved)).finishedAt).not.toBeNull();
  });

  it("waits in its lane and runs when the other has ended, when the task queues overlaps", async () => {
    const { first, moved, claim, run } = await meeting("queue");
    const claimed = await claim(first);
    expect(await claim(moved)).toBeNull();
    expect(await run(moved)).toMatchObject({ status: "queued", held: true });
    await finishRun(system.container.runnerDeps, claimed!.run, { status: "completed", resultJson: "1", durationMs: 1 });
    await workOff();
    expect(await run(moved)).toMatchObject({ status: "completed", held: false });
    expect(await run(first)).toMatchObject({ status: "completed" });
  });

  it("cancels the other when the task says so", async () => {
    const { first, moved, claim, run } = await meeting("cancel-previous");
    await claim(first);
    expect(await claim(moved)).not.toBeNull();
    expect((await run(first)).cancelRequestedAt).not.toBeNull();
  });

  it("runs beside it when the task allows overlaps", async () => {
    const { first, moved, claim } = await meeting("allow");
    expect(await claim(first)).not.toBeNull();
    expect(await claim(moved)).not.toBeNull();
  });

  it("never starts twice when both are taken at the same moment", async () => {
    const { first, moved, claim } = await meeting("skip");
    const claims = await Promise.all([claim(first), claim(moved)]);
    expect(claims.filter((claimed) => claimed !== null)).toHaveLength(1);
  });

  it("makes a run that is to be tried again wait for it", async () => {
    const { first, moved, claim, run } = await meeting("skip", { retries: 1, retryDelayMs: 1_000 });
    const claimed = await claim(first);
    const error = { name: "Error", message: "no", stack: "", status: "EXECUTION_FAILED" as const };
    const failed = { status: "failed" as const, error, durationMs: 1 };
    // The moved fire came before the first one failed, and so does not count it.
    await system.container.db.update(runs).set({ status: "queued", attempt: 0 }).where(eq(runs.id, first));
    const other = await claim(moved);
    expect(other).not.toBeNull();
    await system.container.db.update(runs).set({ status: "running", attempt: 1 }).where(eq(runs.id, first));
    await retryRun(system.container.runnerDeps, claimed!.run, failed, { afterMs: 0, usesRetry: true });
    expect(await claim(first)).toBeNull();
    expect(await run(first)).toMatchObject({ status: "queued", held: true });
    await finishRun(system.container.runnerDeps, other!.run, { status: "completed", resultJson: "1", durationMs: 1 });
    expect(await run(first)).toMatchObject({ status: "queued", held: false });
  });

  it("is not judged by what runs when it is planned", async () => {
    const { app, task, tickAt, ledger, rows } = await scheduled({ frequency: "*/5 * * * *", spreadMs: 3_600_000 });
    expect(task.schedules[0]!.spreadOffsetMs).toBeGreaterThan(0);
    await tickAt("08:00:00");
    const [first] = await rows();
    expect(await claimed(app.db, first!.id, "a worker")).not.toBeNull();
    await tickAt("08:05:00");
    expect(await ledger()).toEqual(["08:00 running", "08:05 queued"]);
    expect(await claimed(app.db, (await rows())[1]!.id, "a worker")).toBeNull();
    expect(await ledger()).toEqual(["08:00 running", "08:05 skipped"]);
  });
});
