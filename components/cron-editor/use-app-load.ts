"use client";

import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useCron } from "#lib/use-cron.ts";
import { useNow } from "#lib/use-now.ts";
import { type Clash, findClash } from "./find-clash.ts";
import { type LoadWeek, loadWeek, weekFrom } from "./load-week.ts";

export interface AppLoad {
  week: LoadWeek;
  clash: (Clash & { at: number }) | null;
  /** How many other tasks start runs in the week. */
  tasks: number;
  isCut: boolean;
}

interface DraftSchedule {
  frequency: string;
  timezone: string;
}

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/**
 * The coming week of an app with a task as it is being edited: what the others start, from the server, and what it would
 * start itself, computed here.
 *
 * @param taskId the task that is edited, which the server then leaves out; null for a new one.
 * @param timezone whose days and hours the week has.
 */
export function useAppLoad(
  appId: number,
  taskId: number | null,
  schedules: readonly DraftSchedule[],
  timezone: string,
): { load: AppLoad | null; error: unknown; retry: () => void } {
  const trpc = useTRPC();
  const cron = useCron();
  const now = useNow(HOUR_MS);
  const offset =
    cron && now > 0 && cron.isValidTimezone(timezone) ? cron.offsetMinutesAt(timezone, new Date(now)) : null;
  const window = offset === null ? null : weekFrom(now, offset);
  const { data, error, refetch } = useQuery(
    trpc.schedules.load.queryOptions(
      window
        ? {
            appId,
            from: new Date(window.from).toISOString(),
            to: new Date(window.to).toISOString(),
            ...(taskId !== null && { exceptTaskId: taskId }),
          }
        : skipToken,
      { placeholderData: keepPreviousData },
    ),
  );
  // Fires are computed again only when one of these changes, not with each key in another field of the form.
  const key = JSON.stringify(schedules.map(({ frequency, timezone: zone }) => [frequency, zone]));
  const load = useMemo(() => {
    if (!cron || !data) return null;
    const from = Date.parse(data.from);
    const own = new Array<number>(data.minutes.length).fill(0);
    for (const [frequency = "", zone = ""] of JSON.parse(key) as string[][]) {
      for (const minute of startsOf(cron, frequency, zone, from, own.length)) own[minute]! += 1;
    }
    const clash = findClash(data.minutes, own);
    return {
      week: loadWeek(from, data.minutes, own, (at) => cron.offsetMinutesAt(timezone, new Date(at))),
      clash: clash && { ...clash, at: from + clash.worst * MINUTE_MS },
      tasks: data.tasks,
      isCut: data.isCut,
    };
  }, [cron, data, key, timezone]);
  return { load, error, retry: refetch };
}

/** The minutes, counted from `from`, in which a schedule fires; none while it cannot be read. */
function startsOf(
  cron: NonNullable<ReturnType<typeof useCron>>,
  frequency: string,
  timezone: string,
  from: number,
  length: number,
): number[] {
  if (frequency.trim() === "") return [];
  try {
    const to = new Date(from + (length - 1) * MINUTE_MS);
    return cron
      .firesBetween(cron.parseSchedule(frequency, timezone), new Date(from), to, length)
      .map((fire) => (fire.getTime() - from) / MINUTE_MS);
  } catch (error) {
    if (error instanceof cron.ScheduleError) return [];
    throw error;
  }
}
