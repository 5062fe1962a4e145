"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { DateTimeInput } from "#components/ui/date-time-input.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { BACKFILL_CONCURRENCY_MAX } from "#domain/limits.ts";
import type { Task } from "#domain/task.ts";
import { viewerTimezone } from "#lib/format/datetime.ts";
import { fromLocalInput, toLocalInput } from "#lib/format/local-input.ts";
import { formatCount } from "#lib/format/number.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";
import { BackfillFires } from "./backfill-fires.tsx";
import { BackfillProgress } from "./backfill-progress.tsx";

const DAY_MS = 86_400_000;
const CONCURRENCIES = Array.from({ length: BACKFILL_CONCURRENCY_MAX }, (_, index) => index + 1);

/** Runs what a past window left out: first it lists each fire, then it runs those that never did. */
export function BackfillDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(() => {
    const now = Math.floor(Date.now() / 60_000) * 60_000;
    return { from: toLocalInput(now - DAY_MS), to: toLocalInput(now), concurrency: 1 };
  });
  const look = useMutation(trpc.schedules.backfill.mutationOptions());
  const run = useMutation(
    trpc.schedules.backfill.mutationOptions({
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.schedules.audit.pathKey() }),
    }),
  );
  const from = fromLocalInput(draft.from);
  const to = fromLocalInput(draft.to);
  const window = from && to ? { appId: task.appId, taskId: task.id, from, to } : null;
  const change = (changes: Partial<typeof draft>) => {
    look.reset();
    setDraft({ ...draft, ...changes });
  };
  const error = run.error ?? look.error;
  const said = error ? errorInfo(error) : null;
  const due = look.data?.fires.filter(({ state }) => state === "due").length ?? 0;

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      wide
      title={`Backfill ${task.name}`}
      description="Runs the fires of a past time that never ran: oldest first, with the screen's published version. The ledger's rows stay as they are."
    >
      {run.data ? (
        <BackfillProgress appId={task.appId} taskId={task.id} queued={run.data.queued} />
      ) : (
        <div className="space-y-4">
          <div className="grid gap-4 sm:grid-cols-3">
            <Field label="From" error={said?.field === "from" ? said.message : null}>
              {(control) => (
                <DateTimeInput
                  {...control}
                  value={draft.from}
                  onChange={({ target }) => change({ from: target.value })}
                />
              )}
            </Field>
            <Field label="To" error={said?.field === "to" ? said.message : null}>
              {(control) => (
                <DateTimeInput {...control} value={draft.to} onChange={({ target }) => change({ to: target.value })} />
              )}
            </Field>
            <Field label="Runs at once">
              {(control) => (
                <Select
                  {...control}
                  value={draft.concurrency}
                  onChange={({ target }) => setDraft({ ...draft, concurrency: Number(target.value) })}
                >
                  {CONCURRENCIES.map((count) => (
                    <option key={count} value={count}>
                      {count}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
          </div>
          <p className="text-[0.8125rem] text-faint">Times are in your zone, {viewerTimezone()}.</p>
          {said && said.field !== "from" && said.field !== "to" && <FieldError>{said.message}</FieldError>}
          {look.data && <BackfillFires appId={task.appId} fires={look.data.fires} />}
        </div>
      )}
      <Actions>
        <Button variant="ghost" onClick={onClose}>
          {run.data ? "Close" : "Cancel"}
        </Button>
        {!run.data && (
          <>
            <Button
              variant={look.data ? "secondary" : "primary"}
              pending={look.isPending}
              disabled={!window}
              onClick={() => window && look.mutate({ ...window, dryRun: true })}
            >
              Dry run
            </Button>
            {look.data && (
              <Button
                variant="primary"
                pending={run.isPending}
                disabled={due === 0}
                onClick={() => window && run.mutate({ ...window, dryRun: false, concurrency: draft.concurrency })}
              >
                {due === 0 ? "Nothing to run" : `Run ${formatCount(due, "fire")}`}
              </Button>
            )}
          </>
        )}
      </Actions>
    </Dialog>
  );
}
