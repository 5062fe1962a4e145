"use client";

import { FastForward, Undo2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Can } from "#components/shell/can.tsx";
import { usePlanFire } from "#components/tasks/use-plan-fire.ts";
import { Button } from "#components/ui/button.tsx";
import { DateTimeInput } from "#components/ui/date-time-input.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { formatMinute, viewerTimezone } from "#lib/format/datetime.ts";
import { fromLocalInput, toLocalInput } from "#lib/format/local-input.ts";
import { plannedAhead, type TimetableFire } from "./timetable-model.ts";

/** One fire that is still to come: skip it, move it, or take such a decision back. */
export function FireDialog({ fire, now, onClose }: { fire: TimetableFire; now: number; onClose: () => void }) {
  const { appId, scheduleId, fireAt, effectiveAt } = fire;
  const { skip, move, undo } = usePlanFire();
  const [to, setTo] = useState(() => toLocalInput(effectiveAt ?? fireAt));
  const planned = plannedAhead(fire, now);
  const ref = { appId, scheduleId, fireAt };
  const moveTo = fromLocalInput(to);
  const done = { onSuccess: onClose };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${fire.taskName}, ${formatMinute(fireAt)}`}
      description={
        planned === "skipped"
          ? "This fire will be skipped."
          : planned === "moved"
            ? `This fire was moved to ${formatMinute(effectiveAt ?? fireAt)}.`
            : effectiveAt
              ? `This fire is still to come. By its spread it starts at ${formatMinute(effectiveAt)}.`
              : "This fire is still to come."
      }
    >
      <p className="mb-4 text-[0.8125rem]">
        <Link className="link" href={`/apps/${appId}/tasks/${fire.taskId}`}>
          Open the task
        </Link>
      </p>
      <Can to="schedules.moveFire">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (moveTo) move.mutate({ ...ref, to: moveTo }, done);
          }}
        >
          <Field
            label="Move it to"
            hint={`In your time zone, ${viewerTimezone()}. Only this one fire moves, by 31 days at the most.`}
            error={move.error?.message}
          >
            {(control) => (
              <span className="flex flex-wrap gap-2">
                <DateTimeInput {...control} value={to} onChange={(event) => setTo(event.target.value)} />
                <Button type="submit" pending={move.isPending} disabled={moveTo === null || moveTo === fireAt}>
                  Move
                </Button>
              </span>
            )}
          </Field>
        </form>
      </Can>
      <Actions>
        <Button variant="ghost" onClick={onClose}>
          Close
        </Button>
        {planned && (
          <Can to="schedules.undoFire">
            <Button pending={undo.isPending} onClick={() => undo.mutate(ref, done)}>
              {!undo.isPending && <Undo2 aria-hidden />} {planned === "skipped" ? "Undo the skip" : "Undo the move"}
            </Button>
          </Can>
        )}
        {planned !== "skipped" && (
          <Can to="schedules.skipFire">
            <Button variant="primary" pending={skip.isPending} onClick={() => skip.mutate(ref, done)}>
              {!skip.isPending && <FastForward aria-hidden />} Skip this fire
            </Button>
          </Can>
        )}
      </Actions>
    </Dialog>
  );
}
