import { describe, expect, it } from "vitest";
import type { TaskSchedule } from "#domain/task.ts";
import { nextSchedule } from "./next-schedule.ts";

const at = (id: number, nextRunAt: string | null) => ({ id, nextRunAt }) as TaskSchedule;
const first = at(1, "2026-03-02T08:00:00.000Z");
const second = at(2, "2026-03-01T08:00:00.000Z");
const over = at(3, null);

describe("nextSchedule", () => {
  it.each([
    ["the one whose fire comes next", second.nextRunAt, 2],
    ["the one that is left when the first fire was skipped", first.nextRunAt, 1],
    ["the soonest when a fire was moved", "2026-03-01T09:30:00.000Z", 2],
  ])("is %s", (_, nextRunAt, id) => {
    expect(nextSchedule({ nextRunAt, schedules: [over, first, second] })?.id).toBe(id);
  });

  it("is none when nothing fires", () => {
    expect(nextSchedule({ nextRunAt: null, schedules: [over] })).toBeUndefined();
  });
});
