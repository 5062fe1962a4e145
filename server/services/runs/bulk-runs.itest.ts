import { and, eq, inArray } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { runs } from "#db/schema/index.ts";
import { type BulkRunsInput, RUN_BULK_CONCURRENCY } from "#domain/run.ts";
import type { AppContext } from "#server/context.ts";
import { drain } from "#server/runner/drain.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { createTask, removeTask } from "../tasks/index.ts";
import { bulkRuns, requestRun } from "./index.ts";

const system = useTestSystem();

const workOff = () => drain(system.container.runnerDeps, new AbortController().signal);

async function appWithRuns(count: number, worked = true) {
  const app = await system.newApp();
  const screen = await system.newScreen(app, handler("return payload"));
  const task = await createTask(app, { name: "echo", pageId: screen.id });
  const ids: number[] = [];
  for (let n = 0; n < count; n += 1) ids.push((await requestRun(app, { idOrName: task.id, payload: n })).runId);
  if (worked) await workOff();
  return { app, task, ids };
}

async function toTheEnd(app: AppContext, input: BulkRunsInput) {
  const total = { done: 0, skipped: [] as { id: number; status: string }[], calls: 0 };
  let cursor: string | null = null;
  do {
    const answer: Awaited<ReturnType<typeof bulkRuns>> = await bulkRuns(app, { ...input, cursor });
    total.done += answer.done;
    total.calls += 1;
    total.skipped.push(...answer.skipped.map(({ id, status }) => ({ id, status })));
    cursor = answer.nextCursor;
  } while (cursor !== null);
  return total;
}

const replaysOf = (app: AppContext) =>
  app.db
    .select()
    .from(runs)
    .where(and(eq(runs.appId, app.appId), eq(runs.trigger, "replay")))
    .orderBy(runs.id);

describe("bulk replay", () => {
  it("replays what a filter names once, in batches, a few at a time, and never its own replays", async () => {
    const { app, ids } = await appWithRuns(30);
    const input = { action: "replay", filter: {}, key: "operation-1" } as const;
    expect(await toTheEnd(app, input)).toMatchObject({ done: 30, skipped: [], calls: 2 });

    const waiting = await replaysOf(app);
    expect(waiting.map(({ replayOf }) => replayOf)).toEqual(ids);
    expect(waiting.filter(({ held }) => !held)).toHaveLength(RUN_BULK_CONCURRENCY);

    await bulkRuns(app, { ...input, filter: undefined, ids: ids.slice(0, 3) });
    expect(await replaysOf(app)).toHaveLength(30);

    await workOff();
    const ended = await replaysOf(app);
    expect(ended.every(({ status }) => status === "completed")).toBe(true);
    expect(ended.map(({ result }) => result)).toEqual(Array.from({ length: 30 }, (_, n) => n));
  });

  it("says of each run why it was not replayed, and goes on", async () => {
    const { app, task, ids } = await appWithRuns(2);
    const { ids: foreign } = await appWithRuns(1);
    const { runId: waiting } = await requestRun(app, { idOrName: task.id });
    const wanted = [...ids, foreign[0]!, waiting, 999_999_999];
    expect(await toTheEnd(app, { action: "replay", ids: wanted })).toMatchObject({
      done: 2,
      skipped: expect.arrayContaining([
        { id: foreign[0], status: "RUN_NOT_FOUND" },
        { id: 999_999_999, status: "RUN_NOT_FOUND" },
        { id: waiting, status: "INVALID_INPUT" },
      ]),
    });

    await removeTask(app, { idOrName: task.id });
    expect(await toTheEnd(app, { action: "replay", ids })).toMatchObject({
      done: 0,
      skipped: ids.map((id) => ({ id, status: "TASK_NOT_FOUND" })),
    });
  });

  it("leaves runs that came after it was asked for alone", async () => {
    const { app, task, ids } = await appWithRuns(2);
    await requestRun(app, { idOrName: task.id });
    await workOff();
    expect(await toTheEnd(app, { action: "replay", filter: {}, upTo: ids[1] })).toMatchObject({ done: 2 });
  });
});

describe("bulk cancel", () => {
  it("cancels what waits, and only that", async () => {
    const { app, task, ids: ended } = await appWithRuns(1);
    const { ids: foreign } = await appWithRuns(1, false);
    const waiting: number[] = [];
    for (let n = 0; n < 3; n += 1) waiting.push((await requestRun(app, { idOrName: task.id })).runId);
    expect(await toTheEnd(app, { action: "cancel", filter: { taskId: task.id } })).toMatchObject({ done: 3 });
    expect(await toTheEnd(app, { action: "cancel", ids: [...ended, ...foreign] })).toMatchObject({
      done: 0,
      skipped: expect.arrayContaining([
        { id: ended[0], status: "RUN_FINISHED" },
        { id: foreign[0], status: "RUN_NOT_FOUND" },
      ]),
    });
    const rows = await system.container.db
      .select({ status: runs.status })
      .from(runs)
      .where(inArray(runs.id, [...waiting, ...foreign]));
    expect(rows.map(({ status }) => status).sort()).toEqual(["cancelled", "cancelled", "cancelled", "queued"]);
  });
});
