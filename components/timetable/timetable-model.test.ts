import { describe, expect, it } from "vitest";
import { startOfHour } from "./calendar-window.ts";
import {
  lanesOf,
  loadKey,
  loadsOf,
  plannedAhead,
  startingIn,
  type TimetableFire,
  totalLoad,
} from "./timetable-model.ts";

const fire = (changes: Partial<TimetableFire>): TimetableFire => ({
  appId: 1,
  appName: "Shop",
  taskId: 1,
  taskName: "import",
  scheduleId: 1,
  fireAt: "2026-11-24T08:00:00.000Z",
  effectiveAt: null,
  status: "upcoming",
  runId: null,
  ...changes,
});
const table = (fires: TimetableFire[], isCut = false) => ({ fires, hours: [], crowded: [], isCut });

describe("loadsOf", () => {
  it("counts fires and failures in the viewer's hours", () => {
    const fires = [fire({ status: "failed" }), fire({ fireAt: "2026-11-24T08:29:00.000Z" }), fire({ taskId: 2 })];
    const loads = loadsOf(table(fires));
    const hour = startOfHour("2026-11-24T08:00:00.000Z");
    expect(loads.get(loadKey(1, hour))).toEqual({ fires: 2, failed: 1 });
    expect(totalLoad(loads, lanesOf(table(fires)), hour)).toEqual({ fires: 3, failed: 1 });
  });

  it("takes the server's numbers where the list is cut", () => {
    const hour = { hour: "2026-11-24T08:00:00.000Z", taskId: 1, taskName: "import", appName: "Shop" };
    const loads = loadsOf({ ...table([fire({})], true), hours: [{ ...hour, fires: 60, failed: 2 }] });
    expect([...loads.values()]).toEqual([{ fires: 60, failed: 2 }]);
  });
});

describe("plannedAhead", () => {
  const now = Date.parse("2026-11-24T07:00:00Z");

  it("tells skipped and moved fires from those that went as the schedule says", () => {
    expect(plannedAhead(fire({ status: "skipped", runId: 1 }), now)).toBe("skipped");
    expect(plannedAhead(fire({ status: "queued", runId: 1 }), now)).toBe("moved");
    expect(plannedAhead(fire({}), now)).toBeNull();
    expect(plannedAhead(fire({ status: "skipped", runId: 1, fireAt: "2026-11-24T06:00:00.000Z" }), now)).toBeNull();
  });
});

describe("startingIn", () => {
  it("goes by when a fire really starts", () => {
    const spread = fire({ taskId: 2, effectiveAt: "2026-11-24T08:01:10.000Z" });
    const fires = table([fire({}), fire({}), spread]);
    const starting = (minute: string) =>
      startingIn(fires, { minute, taskNames: ["import"] }).map(({ taskId }) => taskId);
    expect(starting("2026-11-24T08:00:00.000Z")).toEqual([1]);
    expect(starting("2026-11-24T08:01:00.000Z")).toEqual([2]);
  });

  it("goes by name where the list was cut before the minute", () => {
    const fires = table([fire({}), fire({ taskId: 2, taskName: "export" })], true);
    const crowd = { minute: "2026-11-26T08:00:00.000Z", taskNames: ["export"] };
    expect(startingIn(fires, crowd).map(({ taskId }) => taskId)).toEqual([2]);
  });
});
