import type { Outputs } from "#lib/trpc/outputs.ts";
import { startOfHour } from "./calendar-window.ts";

export type Timetable = Outputs["schedules"]["timetable"];
export type TimetableFire = Timetable["fires"][number];

/** The fires of one task within an hour. */
export interface HourLoad {
  fires: number;
  failed: number;
}

export interface Lane {
  taskId: number;
  taskName: string;
  appName: string;
  /** Null when only the numbers of its fires are known. */
  appId: number | null;
}

const FAILED: ReadonlySet<string> = new Set(["failed", "timed_out", "out_of_memory", "crashed", "missed"]);

/** One lane a task that fires in the window, by app and name. */
export function lanesOf({ fires, hours }: Timetable): Lane[] {
  const lanes = new Map<number, Lane>();
  for (const { taskId, taskName, appName } of hours) lanes.set(taskId, { taskId, taskName, appName, appId: null });
  for (const { taskId, taskName, appName, appId } of fires) lanes.set(taskId, { taskId, taskName, appName, appId });
  return [...lanes.values()].sort(
    (a, b) => a.appName.localeCompare(b.appName) || a.taskName.localeCompare(b.taskName) || a.taskId - b.taskId,
  );
}

/** Fires and failures by task and hour of the viewer's clock; the key is `loadKey`. */
export function loadsOf({ fires, hours, isCut }: Timetable): Map<string, HourLoad> {
  const loads = new Map<string, HourLoad>();
  const add = (taskId: number, at: string, load: HourLoad) => {
    const key = loadKey(taskId, startOfHour(at));
    const sum = loads.get(key) ?? { fires: 0, failed: 0 };
    loads.set(key, { fires: sum.fires + load.fires, failed: sum.failed + load.failed });
  };
  // The server's hours are those of UTC; a zone half an hour beside it is only exact by the fires themselves.
  if (isCut) for (const { hour, taskId, fires, failed } of hours) add(taskId, hour, { fires, failed });
  else
    for (const { taskId, fireAt, status } of fires)
      add(taskId, fireAt, { fires: 1, failed: FAILED.has(status) ? 1 : 0 });
  return loads;
}

export const loadKey = (taskId: number, hour: number) => `${taskId} ${hour}`;

/** The load of an hour over all tasks. */
export function totalLoad(loads: ReadonlyMap<string, HourLoad>, lanes: readonly Lane[], hour: number): HourLoad {
  return lanes.reduce(
    (sum, { taskId }) => {
      const load = loads.get(loadKey(taskId, hour));
      return load ? { fires: sum.fires + load.fires, failed: sum.failed + load.failed } : sum;
    },
    { fires: 0, failed: 0 },
  );
}

/** What was decided about a fire ahead of its time; null when its schedule goes as it says, or its time has come. */
export function plannedAhead({ status, fireAt, runId }: TimetableFire, now: number): "skipped" | "moved" | null {
  if (runId === null || Date.parse(fireAt) <= now) return null;
  return status === "skipped" ? "skipped" : status === "queued" ? "moved" : null;
}

/** A fire of each task that starts in a minute; where the list was cut before it, of each task of that name. */
export function startingIn({ fires }: Timetable, { minute, taskNames }: Timetable["crowded"][number]): TimetableFire[] {
  const prefix = minute.slice(0, 16);
  const exact = fires.filter(({ fireAt, effectiveAt }) => (effectiveAt ?? fireAt).startsWith(prefix));
  const starting = exact.length > 0 ? exact : fires.filter(({ taskName }) => taskNames.includes(taskName));
  return [...new Map(starting.map((fire) => [fire.taskId, fire])).values()];
}
