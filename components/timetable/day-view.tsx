"use client";

import Link from "next/link";
import { useMemo, useState } from "react";
import { cx } from "#lib/cx.ts";
import { formatTime } from "#lib/format/datetime.ts";
import { formatCount, formatNumber } from "#lib/format/number.ts";
import { hoursOfDay, startOfHour } from "./calendar-window.ts";
import { FireChip } from "./fire-chip.tsx";
import { HourList } from "./hour-list.tsx";
import {
  type HourLoad,
  type Lane,
  lanesOf,
  loadKey,
  loadsOf,
  type Timetable,
  type TimetableFire,
  totalLoad,
} from "./timetable-model.ts";

/** More fires of one task in one hour than this are shown as a number. */
const CHIPS_MAX = 4;

interface DayViewProps {
  timetable: Timetable;
  /** Midnight. */
  day: number;
  now: number;
  /** Whether the lanes belong to several apps. */
  showApp: boolean;
  onPlan: (fire: TimetableFire) => void;
}

/** A day: its hours down, a lane for each task across, the fires in their places. */
export function DayView({ timetable, day, now, showApp, onPlan }: DayViewProps) {
  const lanes = useMemo(() => lanesOf(timetable), [timetable]);
  const loads = useMemo(() => loadsOf(timetable), [timetable]);
  const fires = useMemo(
    () => Map.groupBy(timetable.fires, ({ taskId, fireAt }) => loadKey(taskId, startOfHour(fireAt))),
    [timetable],
  );
  const [opened, setOpened] = useState<{ lane: Lane; hour: number } | null>(null);
  const openKey = opened && loadKey(opened.lane.taskId, opened.hour);
  return (
    <div className="space-y-4">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section aria-label="Day" className="panel overflow-x-auto" tabIndex={0}>
        <table className="w-full border-collapse text-left">
          <thead className="border-line border-b bg-sunken">
            <tr>
              <th scope="col" className="eyebrow sticky left-0 z-10 w-20 bg-sunken px-3 py-2">
                Hour
              </th>
              {lanes.map((lane) => (
                <th key={lane.taskId} scope="col" className="min-w-32 px-2 py-2 align-bottom font-medium">
                  <LaneName lane={lane} />
                  {showApp && <span className="block font-normal text-[0.8125rem] text-faint">{lane.appName}</span>}
                </th>
              ))}
              <th scope="col" className="eyebrow px-3 py-2 text-right">
                Load
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {hoursOfDay(day).map((hour) => {
              const isNow = hour === startOfHour(now);
              const total = totalLoad(loads, lanes, hour);
              return (
                <tr key={hour} className={cx("align-top", isNow && "bg-accent-soft/40")}>
                  <th
                    scope="row"
                    className={cx(
                      "sticky left-0 z-10 whitespace-nowrap px-3 py-1.5 font-normal text-[0.8125rem] tabular-nums",
                      isNow
                        ? "bg-[color-mix(in_srgb,var(--accent-soft)_40%,var(--surface))] font-semibold text-accent-ink"
                        : "bg-surface text-soft",
                    )}
                  >
                    {formatTime(hour)}
                    {isNow && <span className="sr-only"> (now)</span>}
                  </th>
                  {lanes.map((lane) => {
                    const key = loadKey(lane.taskId, hour);
                    return (
                      <td key={lane.taskId} className="px-2 py-1">
                        <HourCell
                          label={`${lane.taskName}, ${formatTime(hour)}`}
                          load={loads.get(key)}
                          fires={fires.get(key) ?? []}
                          now={now}
                          isOpen={key === openKey}
                          onOpen={() => setOpened(key === openKey ? null : { lane, hour })}
                          onPlan={onPlan}
                        />
                      </td>
                    );
                  })}
                  <td className="px-3 py-1.5 text-right text-[0.8125rem] text-soft tabular-nums">
                    {total.fires > 0 && formatNumber(total.fires)}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      {opened && openKey && (
        <HourList
          key={openKey}
          title={`${opened.lane.taskName}, ${formatTime(opened.hour)} to ${formatTime(opened.hour + 3_600_000)}`}
          fires={fires.get(openKey) ?? []}
          total={loads.get(openKey)?.fires ?? 0}
          now={now}
          onPlan={onPlan}
          onClose={() => setOpened(null)}
        />
      )}
    </div>
  );
}

const LaneName = ({ lane: { appId, taskId, taskName } }: { lane: Lane }) =>
  appId === null ? (
    taskName
  ) : (
    <Link href={`/apps/${appId}/tasks/${taskId}`} className="break-words hover:underline">
      {taskName}
    </Link>
  );

interface HourCellProps {
  label: string;
  load: HourLoad | undefined;
  fires: TimetableFire[];
  now: number;
  isOpen: boolean;
  onOpen: () => void;
  onPlan: (fire: TimetableFire) => void;
}

function HourCell({ label, load, fires, now, isOpen, onOpen, onPlan }: HourCellProps) {
  if (!load) return null;
  if (load.fires > CHIPS_MAX || fires.length < load.fires) {
    const failed = load.failed > 0 ? `, ${formatNumber(load.failed)} failed or missed` : "";
    return (
      <button
        type="button"
        aria-expanded={isOpen}
        aria-label={`${label}: ${formatCount(load.fires, "fire")}${failed}`}
        className={cx(
          "h-6 whitespace-nowrap rounded px-1.5 text-[0.75rem] tabular-nums hover:brightness-95 dark:hover:brightness-125",
          load.failed > 0 ? "bg-bad-soft text-bad" : "bg-quiet-soft text-quiet",
          isOpen && "outline-2 outline-accent",
        )}
        onClick={onOpen}
      >
        {formatCount(load.fires, "fire")}
        {failed}
      </button>
    );
  }
  return (
    <div className={cx("grid w-max gap-1", fires.length > 1 && "grid-cols-2")}>
      {fires.map((fire) => (
        <FireChip key={`${fire.scheduleId} ${fire.fireAt}`} fire={fire} now={now} onPlan={onPlan} />
      ))}
    </div>
  );
}
