import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { runs, schedules, tasks } from "#db/schema/index.ts";
import { tick } from "#server/scheduler/tick.ts";
import { FixedClock } from "#tests/support/fixed-clock.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { createTask, removeTask, updateTask } from "../tasks/index.ts";
import { auditSchedule, parseScheduleText, previewSchedule } from "./index.ts";

const system = useTestSystem();

async function hourlyTask() {
  const clock = new FixedClock("2026-01-05T07:30:00Z");
  const app = { ...(await system.newApp()), clock };
  const screen = await system.newScreen(app, handler("return 1"));
  const { id } = await createTask(app, { name: "hourly", pageId: screen.id, frequency: "0 * * * *" });
  const tickAt = async (iso: string) => {
    clock.set(iso);
    await tick(app, new Date(iso));
  };
  const audit = () => auditSchedule(app, { taskId: id, from: "2026-01-05T00:00:00Z", to: "2026-01-06T00:00:00Z" });
  return { app, clock, id, tickAt, audit };
}

describe("the audit", () => {
  it("finds a row for every fire through late ticks, edits, pauses and a removal", async () => {
    const { app, clock, id, tickAt, audit } = await hourlyTask();
    await tickAt("2026-01-05T08:00:05Z");
    await tickAt("2026-01-05T11:10:00Z");
    await updateTask(app, { idOrName: id, frequency: "30 * * * *" });
    clock.set("2026-01-05T12:45:00Z");
    await updateTask(app, { idOrName: id, active: false });
    clock.set("2026-01-05T15:00:00Z");
    await updateTask(app, { idOrName: id, active: true });
    clock.set("2026-01-05T16:59:00Z");
    await removeTask(app, { idOrName: id });
    clock.set("2026-01-05T20:00:00Z");

    const { expected, rows, holes, duplicates } = await audit();
    const times = (fires: string[]) => fires.map((fire) => fire.slice(11, 16));
    expect(times(expected)).toEqual(["08:00", "09:00", "10:00", "11:00", "11:30", "12:30", "15:30", "16:30"]);
    expect(rows.map((row) => row.fireAt)).toEqual(expected);
    expect([holes, duplicates]).toEqual([[], []]);
  });

  it("leaves out what is due but not planned yet, and is not empty by accident: it finds a row that is gone", async () => {
    const { app, clock, id, tickAt, audit } = await hourlyTask();
    await tickAt("2026-01-05T09:00:05Z");
    clock.set("2026-01-05T10:00:01Z");
    expect((await audit()).expected).toHaveLength(2);
    await app.db.delete(runs).where(and(eq(runs.taskId, id), eq(runs.fireAt, new Date("2026-01-05T08:00:00Z"))));
    expect((await audit()).holes).toEqual(["2026-01-05T08:00:00.000Z"]);
  });

  it("finds a fire that the scheduler stepped over, and a row that no schedule asked for", async () => {
    const { app, clock, id, audit } = await hourlyTask();
    await app.db
      .update(schedules)
      .set({ nextFireAt: new Date("2026-01-05T10:00:00Z") })
      .where(eq(schedules.taskId, id));
    clock.set("2026-01-05T09:59:00Z");
    expect((await audit()).holes).toEqual(["2026-01-05T08:00:00.000Z", "2026-01-05T09:00:00.000Z"]);
    const [task] = await app.db.select().from(tasks).where(eq(tasks.id, id));
    const [schedule] = await app.db.select().from(schedules).where(eq(schedules.taskId, id));
    await app.db.insert(runs).values({
      appId: app.appId,
      taskId: id,
      screenId: task!.screenId,
      scheduleId: schedule!.id,
      environment: "published",
      trigger: "schedule",
      status: "queued",
      fireAt: new Date("2026-01-05T08:17:00Z"),
    });
    expect((await audit()).duplicates).toEqual(["2026-01-05T08:17:00.000Z"]);
  });

  it("knows only tasks of its own app", async () => {
    const { id } = await hourlyTask();
    const other = await system.newApp();
    await expect(
      auditSchedule(other, { taskId: id, from: "2026-01-05T00:00:00Z", to: "2026-01-06T00:00:00Z" }),
    ).rejects.toMatchObject({ status: "TASK_NOT_FOUND" });
  });
});

describe("the preview", () => {
  it("answers with words and the next fires after the given instant", async () => {
    const app = await system.newApp();
    const preview = await previewSchedule(app, {
      frequency: "0 8 * * 1",
      timezone: "Europe/Berlin",
      from: "2026-03-28T00:00:00Z",
      count: 2,
    });
    expect(preview.text).toContain("Monday");
    expect(preview.fires).toEqual(["2026-03-30T06:00:00.000Z", "2026-04-06T06:00:00.000Z"]);
    await expect(previewSchedule(app, { frequency: "* * * *" })).rejects.toMatchObject({
      status: "FREQUENCY_INVALID",
      field: "frequency",
    });
    await expect(previewSchedule(app, { frequency: "* * * * *", timezone: "" })).rejects.toMatchObject({
      status: "TIMEZONE_INVALID",
      field: "timezone",
    });
  });
});

describe("reading a schedule from text", () => {
  it("takes a sentence or an expression, and says what it understood", () => {
    expect(parseScheduleText({ text: "every weekday at 9:30" })).toMatchObject({
      frequency: "30 9 * * 1-5",
      timezone: "UTC",
    });
    expect(parseScheduleText({ text: "0 8 * * mon", timezone: "Europe/Berlin" })).toMatchObject({
      timezone: "Europe/Berlin",
      text: expect.stringContaining("Monday"),
    });
  });

  it("refuses what it cannot read with the nearest that it can", () => {
    const refusal = (text: string) => {
      try {
        return parseScheduleText({ text });
      } catch (error) {
        return error;
      }
    };
    expect(refusal("every 45 minutes")).toMatchObject({
      status: "FREQUENCY_INVALID",
      field: "text",
      message: expect.stringContaining("every 30 minutes"),
    });
    expect(refusal("0 61 * * *")).toMatchObject({
      status: "FREQUENCY_INVALID",
      field: "text",
      position: 2,
      message: expect.stringContaining("not a valid hour"),
    });
  });
});
