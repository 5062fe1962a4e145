"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useMemo, useState } from "react";
import { DayStrip, HourFires } from "#components/ledger/day-strip.tsx";
import { countsInWords, fireCells } from "#components/ledger/fire-cell.ts";
import { Skeleton } from "#components/ui/states.tsx";
import type { Task } from "#domain/task.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useNow } from "#lib/use-now.ts";
import { RENEW_MS, recentFiresInput } from "./recent-fires-window.ts";

/** More fires than this are shown by the hour. */
const CELLS_MAX = 200;

interface RecentFiresProps {
  task: Task;
  /** How far back: a day of a schedule that fires often, a week of one that seldom does. */
  days: 1 | 7;
}

/** The last fires of a task's schedules, from its ledger, which has the rest. */
export function RecentFires({ task, days }: RecentFiresProps) {
  const trpc = useTRPC();
  const [looked, setLooked] = useState<string | null>(null);
  const [openHour, setOpenHour] = useState<number | null>(null);
  const now = useNow(RENEW_MS);
  const { data: audit, error } = useQuery(
    trpc.schedules.audit.queryOptions(
      now === 0 ? skipToken : recentFiresInput({ appId: task.appId, taskId: task.id }, days, now),
      { staleTime: RENEW_MS, placeholderData: (before) => before },
    ),
  );
  const cells = useMemo(() => (audit ? fireCells(audit) : null), [audit]);
  // The tab of the ledger says what went wrong, and offers to ask again.
  if (error) return null;
  if (!cells) return <Skeleton className="h-24" />;
  const isCondensed = cells.length > CELLS_MAX;
  return (
    <section aria-label="Recent fires" className="panel space-y-3 px-4 py-3">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2 className="font-semibold text-base">Fires, {days === 1 ? "last 24 hours" : `last ${days} days`}</h2>
        <p className="mr-auto min-w-0 text-[0.8125rem] text-soft">
          {looked ?? (cells.length === 0 ? "None was due." : countsInWords(cells))}
        </p>
        <Link className="link text-[0.8125rem]" href={`/apps/${task.appId}/tasks/${task.id}?tab=ledger`}>
          Ledger
        </Link>
      </div>
      {cells.length > 0 && (
        <DayStrip
          appId={task.appId}
          cells={cells}
          isCondensed={isCondensed}
          openHour={openHour}
          onOpenHour={setOpenHour}
          onLook={setLooked}
        />
      )}
      {isCondensed && openHour !== null && <HourFires appId={task.appId} hour={openHour} cells={cells} />}
    </section>
  );
}
