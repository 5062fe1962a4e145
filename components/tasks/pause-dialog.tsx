"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { DateTimeInput } from "#components/ui/date-time-input.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import type { Task } from "#domain/task.ts";
import { formatMinute, viewerTimezone } from "#lib/format/datetime.ts";
import { fromLocalInput, toLocalInput } from "#lib/format/local-input.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC, useTRPCClient } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";

const atEight = (daysAhead: number) => {
  const day = new Date();
  day.setDate(day.getDate() + daysAhead);
  return toLocalInput(day.setHours(8, 0, 0, 0));
};
const inAnHour = () => toLocalInput(Math.ceil((Date.now() + 3_600_000) / 60_000) * 60_000);

const PRESETS = [
  { label: "For an hour", at: inAnHour },
  { label: "Until tomorrow at 8:00", at: () => atEight(1) },
  { label: "For a week", at: () => atEight(7) },
] as const;

/** Asks until when the task's schedules rest. */
export function PauseDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [until, setUntil] = useState(() => atEight(1));
  const at = fromLocalInput(until);
  const isPast = at !== null && Date.parse(at) <= Date.now();
  // Not a mutation of this dialog, which is closed when it is asked for.
  const resume = () =>
    client.tasks.update
      .mutate({ appId: task.appId, idOrName: task.id, pausedUntil: task.pausedUntil })
      .then(() => toast.success("The schedule goes on as before."))
      .catch((error: unknown) => toast.error(errorInfo(error).message))
      .finally(() => queryClient.invalidateQueries({ queryKey: trpc.tasks.pathKey() }));
  const pause = useMutation(
    trpc.tasks.update.mutationOptions({
      onSuccess: ({ pausedUntil }) => {
        toast.success(pausedUntil ? `Paused until ${formatMinute(pausedUntil)}.` : "Saved.", {
          action: { label: "Undo", onClick: () => void resume() },
        });
        onClose();
      },
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.tasks.pathKey() }),
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Pause ${task.name}`}
      description="Its schedules rest until then and go on by themselves. Fires in between are left out, and running on demand still works."
    >
      <div className="space-y-3">
        <Field
          label="Pause until"
          hint={`In your time zone, ${viewerTimezone()}.`}
          error={isPast ? "Choose a time that is still to come." : pause.error?.message}
        >
          {(control) => <DateTimeInput {...control} value={until} onChange={(event) => setUntil(event.target.value)} />}
        </Field>
        <div className="flex flex-wrap gap-2">
          {PRESETS.map(({ label, at: preset }) => (
            <Button key={label} size="sm" onClick={() => setUntil(preset())}>
              {label}
            </Button>
          ))}
        </div>
      </div>
      <Actions>
        <Button variant="ghost" onClick={onClose}>
          Cancel
        </Button>
        <Button
          variant="primary"
          pending={pause.isPending}
          disabled={at === null || isPast}
          onClick={() => pause.mutate({ appId: task.appId, idOrName: task.id, pausedUntil: at })}
        >
          Pause
        </Button>
      </Actions>
    </Dialog>
  );
}
