"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CalendarClock, Play } from "lucide-react";
import { useState } from "react";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Task } from "#domain/task.ts";
import { formatMinute } from "#lib/format/datetime.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useNow } from "#lib/use-now.ts";
import { PauseDialog } from "./pause-dialog.tsx";

/** Rests the task's schedules until a moment, or ends such a rest. A task without a schedule has nothing to pause. */
export function PauseControl({ task }: { task: Task }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const now = useNow(5_000);
  const resume = useMutation(
    trpc.tasks.update.mutationOptions({
      onSuccess: () => toast.success("The schedule goes on."),
      onError: (error) => toast.error(error.message),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.tasks.pathKey() }),
    }),
  );
  if (task.schedules.length === 0 || !task.active || now === 0) return null;
  if (task.pausedUntil && Date.parse(task.pausedUntil) > now) {
    return (
      <div>
        <p className="text-warn">Paused until {formatMinute(task.pausedUntil)}</p>
        <Can to="tasks.update">
          <Button
            size="sm"
            variant="ghost"
            className="-ml-2.5"
            pending={resume.isPending}
            onClick={() => resume.mutate({ appId: task.appId, idOrName: task.id, pausedUntil: null })}
          >
            {!resume.isPending && <Play aria-hidden />} Resume now
          </Button>
        </Can>
      </div>
    );
  }
  return (
    <>
      <Can to="tasks.update">
        <Button size="sm" variant="ghost" className="-ml-2.5" onClick={() => setAsking(true)}>
          <CalendarClock aria-hidden /> Pause until…
        </Button>
      </Can>
      {asking && <PauseDialog task={task} onClose={() => setAsking(false)} />}
    </>
  );
}
