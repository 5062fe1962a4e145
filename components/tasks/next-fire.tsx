"use client";

import { FastForward, Undo2 } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import type { Task } from "#domain/task.ts";
import { formatMinute } from "#lib/format/datetime.ts";
import { NextRun } from "./next-run.tsx";
import { useNextFire } from "./use-next-fire.ts";
import { usePlanFire } from "./use-plan-fire.ts";

/** When the task fires next, with a way to leave that one fire out, and to take this back. */
export function NextFire({ task }: { task: Task }) {
  const next = useNextFire(task);
  const { skip, undo } = usePlanFire();
  if (!next) return <NextRun task={task} />;
  const { scheduleId, fireAt, planned, thenAt } = next;
  const fire = { appId: task.appId, scheduleId, fireAt };
  const pending = skip.isPending || undo.isPending;
  if (!planned) {
    return (
      <>
        <NextRun task={task} />
        <Button
          size="sm"
          variant="ghost"
          className="mt-1 -ml-2.5 flex!"
          pending={pending}
          onClick={() => skip.mutate(fire)}
        >
          {!pending && <FastForward aria-hidden />} Skip next fire
        </Button>
      </>
    );
  }
  const isMoved = planned.effectiveAt !== null && planned.status === "queued";
  return (
    <div>
      {isMoved ? (
        <p>
          {formatMinute(fireAt)} was moved to {formatMinute(planned.effectiveAt ?? fireAt)}.
        </p>
      ) : (
        <p>
          {formatMinute(fireAt)} will be skipped.
          {thenAt && <span className="block text-[0.8125rem] text-soft">Then: {formatMinute(thenAt.getTime())}</span>}
        </p>
      )}
      <Button size="sm" variant="ghost" className="-ml-2.5" pending={pending} onClick={() => undo.mutate(fire)}>
        {!pending && <Undo2 aria-hidden />} Undo
      </Button>
    </div>
  );
}
