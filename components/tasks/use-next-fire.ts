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
  const then = fireAfter(cron, schedule, fireAt);
  return {
    scheduleId: schedule.id,
    fireAt,
    planned: fire && fire.status !== "upcoming" ? fire : null,
    thenAt: then && task.endsAt && then > new Date(task.endsAt) ? null : then,
  };
}

function fireAfter(
  cron: ReturnType<typeof useCron>,
  { frequency, timezone }: TaskSchedule,
  fireAt: string,
): Date | null {
  try {
    return cron?.nextFire(cron.parseSchedule(frequency, timezone), new Date(fireAt)) ?? null;
  } catch {
    // A schedule from before a rule was tightened: its next fire is all that is known.
    return null;
  }
}

const soonest = ({ schedules }: Task): TaskSchedule | undefined =>
  schedules
    .filter(({ nextRunAt }) => nextRunAt !== null)
    .sort((a, b) => Date.parse(a.nextRunAt ?? "") - Date.parse(b.nextRunAt ?? ""))[0];
