import { describe, expect, it } from "vitest";
import { spreadOffsetMs } from "#domain/policy.ts";
import { FixedClock } from "#tests/support/fixed-clock.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { createTask, updateTask } from "../tasks/index.ts";
import { loadAhead } from "./index.ts";

const system = useTestSystem();
const DAY = { from: "2026-01-05T00:00:00Z", to: "2026-01-06T00:00:00Z" };
const at = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

async function appWithTasks() {
  const app = { ...(await system.newApp()), clock: new FixedClock("2026-01-04T12:00:00Z") };
  const screen = await system.newScreen(app, handler("return 1"));
  const add = (name: string, frequency: string, more = {}) =>
    createTask(app, { name, pageId: screen.id, frequency, ...more });
  return { app, add };
}

describe("the load ahead", () => {
  it("counts how many runs start in each minute", async () => {
    const { app, add } = await appWithTasks();
    await add("a", "0 9 * * *");
    await add("b", "0 9,10 * * *", { timezone: "Europe/Rome" });
    const { minutes, tasks, isCut } = await loadAhead(app, DAY);
    expect(minutes).toHaveLength(1_440);
    expect(minutes.flatMap((count, minute) => (count > 0 ? [[minute, count]] : []))).toEqual([
      [at("08:00"), 1],
      [at("09:00"), 2],
    ]);
    expect([tasks, isCut]).toEqual([2, false]);
  });

  it("counts a spread schedule in the minutes in which it really starts", async () => {
    const { app, add } = await appWithTasks();
    const task = await add("spread", "0 9 * * *", { spreadMs: 3_600_000 });
    const offset = Math.floor(spreadOffsetMs(task.schedules[0]!.id, 3_600_000) / 60_000);
    expect((await loadAhead(app, DAY)).minutes.indexOf(1)).toBe(at("09:00") + offset);
  });

  it("leaves out the task that is asked about, what is switched off, what has ended, and other apps", async () => {
    const { app, add } = await appWithTasks();
    const own = await add("own", "0 9 * * *");
    const off = await add("off", "0 9 * * *");
    await updateTask(app, { idOrName: off.id, active: false });
    await add("ended", "0 9 * * *", { endsAt: "2026-01-05T08:00:00Z" });
    const other = await appWithTasks();
    await other.add("elsewhere", "0 9 * * *");
    expect((await loadAhead(app, DAY)).minutes[at("09:00")]).toBe(1);
    expect((await loadAhead(app, { ...DAY, exceptTaskId: own.id })).tasks).toBe(0);
  });

  it("refuses a window of more than eight days", async () => {
    const { app } = await appWithTasks();
    await expect(loadAhead(app, { ...DAY, to: "2026-02-05T00:00:00Z" })).rejects.toMatchObject({
      status: "INVALID_INPUT",
    });
  });
});
