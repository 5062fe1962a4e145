import { describe, expect, it } from "vitest";
import { drain } from "#server/runner/drain.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { createTask } from "../tasks/index.ts";
import { getRun, replayRun, requestRun } from "./index.ts";

const system = useTestSystem();

describe("replayRun", () => {
  it("keeps the payload unless another is given, and sends none where it is null", async () => {
    const app = await system.newApp();
    const screen = await system.newScreen(app, handler("return payload"));
    const task = await createTask(app, { name: "echo", pageId: screen.id });
    const { runId: id } = await requestRun(app, { idOrName: task.id, payload: { week: 1 } });
    await drain(system.container.runnerDeps, new AbortController().signal);

    const payloadOf = async (given: { payload?: unknown }) =>
      (await getRun(app, { id: (await replayRun(app, { id, ...given })).runId })).payload;
    expect(await payloadOf({})).toEqual({ week: 1 });
    expect(await payloadOf({ payload: [2] })).toEqual([2]);
    expect(await payloadOf({ payload: null })).toBeNull();
  });
});
