import { describe, expect, it } from "vitest";
import { runs } from "#db/schema/index.ts";
import type { ListRunsInput } from "#domain/run.ts";
import type { AppContext } from "#server/context.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { createTask } from "../tasks/index.ts";
import { countRuns, listRuns } from "./index.ts";

const system = useTestSystem();

type Values = Partial<typeof runs.$inferInsert>;

async function appWithTask() {
  const app = await system.newApp();
  const screen = await system.newScreen(app, handler("return 1"));
  const task = await createTask(app, { name: "count", pageId: screen.id });
  const base = { appId: app.appId, taskId: task.id, screenId: screen.id } as const;
  const insert = async (rows: Values[]) => {
    const made = await app.db
      .insert(runs)
      .values(
        rows.map((row) => ({
          ...base,
          environment: "published" as const,
          trigger: "api" as const,
          status: "completed" as const,
          finishedAt: new Date("2026-01-02T00:00:00Z"),
          durationMs: 10,
          ...row,
        })),
      )
      .returning({ id: runs.id });
    return made.map(({ id }) => id);
  };
  return { app, task, insert };
}

const failed = (message: string): Values => ({
  status: "failed",
  error: { name: "TypeError", message, stack: "", status: "EXECUTION_FAILED" },
});

async function readAll(app: AppContext, input: ListRunsInput, between = async () => {}) {
  const read: number[] = [];
  let cursor: number | null = null;
  do {
    const page: Awaited<ReturnType<typeof listRuns>> = await listRuns(app, { ...input, cursor });
    read.push(...page.runs.map(({ id }) => id));
    cursor = page.nextCursor;
    await between();
  } while (cursor !== null);
  return read;
}

describe("the list of runs", () => {
  it("narrows by every filter alone", async () => {
    const { app, task, insert } = await appWithTask();
    const [plain, broken, draft, slow, early] = await insert([
      {},
      failed("cannot read 100% of it"),
      { environment: "draft", trigger: "studio" },
      { durationMs: 90_000 },
      { queuedAt: new Date("2025-12-01T00:00:00Z") },
    ]);
    const ids = async (input: ListRunsInput) => (await listRuns(app, input)).runs.map(({ id }) => id);
    expect(await ids({ status: "failed" })).toEqual([broken]);
    expect(await ids({ status: ["failed", "queued"] })).toEqual([broken]);
    expect(await ids({ environment: "draft" })).toEqual([draft]);
    expect(await ids({ trigger: "studio" })).toEqual([draft]);
    expect(await ids({ minDurationMs: 90_000 })).toEqual([slow]);
    expect(await ids({ until: "2025-12-31T00:00:00Z" })).toEqual([early]);
    expect(await ids({ since: "2025-12-31T00:00:00Z" })).toEqual([slow, draft, broken, plain]);
    expect(await ids({ search: "typeerror: CANNOT" })).toEqual([broken]);
    expect(await ids({ search: "100%" })).toEqual([broken]);
    expect(await ids({ search: "1%0" })).toEqual([]);
    expect(await ids({ version: 1 })).toEqual([]);
    expect(await ids({ taskId: task.id, sort: "oldest" })).toEqual([plain, broken, draft, slow, early]);
  });

  it("gives each run once in every order while runs come", async () => {
    const { app, insert } = await appWithTask();
    const durations = Array.from({ length: 25 }, (_, index) => ({ durationMs: (index * 7) % 5 }));
    const old = await insert([...durations, { status: "queued", durationMs: null, finishedAt: null }]);
    const withDuration = old.slice(0, 25);
    for (const sort of ["newest", "slowest", "fastest", "oldest"] as const) {
      const read = await readAll(app, { sort, limit: 4 }, async () => {
        if (sort !== "oldest") await insert([{ durationMs: 2 }]);
      });
      expect(new Set(read).size).toBe(read.length);
      expect(read).toEqual(expect.arrayContaining(sort === "newest" || sort === "oldest" ? old : withDuration));
    }
    const { runs: slowest } = await listRuns(app, { sort: "slowest", limit: 3 });
    expect(slowest.map(({ durationMs }) => durationMs)).toEqual([4, 4, 4]);
  });

  it("knows neither runs nor cursors of another app", async () => {
    const mine = await appWithTask();
    const other = await appWithTask();
    const [foreign] = await other.insert([{ durationMs: 500 }]);
    await mine.insert([{}]);
    expect((await listRuns(mine.app, {})).runs).toHaveLength(1);
    expect((await listRuns(mine.app, { sort: "slowest", cursor: foreign! })).runs).toEqual([]);
    expect((await countRuns(mine.app, {})).count).toBe(1);
  });

  it("counts what an action can be done to", async () => {
    const { app, insert } = await appWithTask();
    const ids = await insert([{}, failed("x"), { status: "queued", finishedAt: null, durationMs: null }]);
    expect(await countRuns(app, { action: "cancel" })).toEqual({ count: 1, isMore: false, newestId: ids[2] });
    expect(await countRuns(app, { action: "replay" })).toMatchObject({ count: 2 });
    expect(await countRuns(app, { status: "failed" })).toMatchObject({ count: 1 });
  });
});
