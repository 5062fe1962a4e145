"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import type { Task, TaskSchedule } from "#domain/task.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import type { Outputs } from "#lib/trpc/outputs.ts";
import { useCron } from "#lib/use-cron.ts";

type TimetableFire = Outputs["schedules"]["timetable"]["fires"][number];

export interface NextFire {
  scheduleId: number;
  /** ISO 8601 UTC. */
  fireAt: string;
  /** How it stands in the ledger already: skipped or moved ahead of time. Null: as the schedule says. */
  planned: TimetableFire | null;
  /** The fire after it, by the same schedule; null when there is none or it is not computed yet. */
  thenAt: Date | null;
}

const POLL_MS = 5_000;

/** The fire of a task that comes next, with what was decided about it; null when nothing fires. */
export function useNextFire(task: Task): NextFire | null {
  const trpc = useTRPC();
  const cron = useCron();
  const schedule = soonest(task);
  const fireAt = schedule?.nextRunAt ?? null;
  const { data } = useQuery(
    trpc.schedules.timetable.queryOptions(
      fireAt === null
        ? skipToken
        : { appId: task.appId, from: fireAt, to: new Date(Date.parse(fireAt) + 1).toISOString() },
      { refetchInterval: POLL_MS },
    ),
  );
  if (!schedule || fireAt === null) return null;
  const fire = data?.fires.find((candidate) => candidate.scheduleId === schedule.id && candidate.fireAt === fireAt);
  const then = cron?.nextFire(cron.parseSchedule(schedule.frequency, schedule.timezone), new Date(fireAt)) ?? null;
  return {
    scheduleId: schedule.id,
    fireAt,
    planned: fire && fire.status !== "upcoming" ? fire : null,
    thenAt: then && task.endsAt && then > new Date(task.endsAt) ? null : then,
  };
}

const soonest = ({ schedules }: Task): TaskSchedule | undefined =>
  schedules
    .filter(({ nextRunAt }) => nextRunAt !== null)
    .sort((a, b) => Date.parse(a.nextRunAt ?? "") - Date.parse(b.nextRunAt ?? ""))[0];
