"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useShowRun } from "#components/runs/use-show-run.ts";
import { Button } from "#components/ui/button.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { PayloadEditor } from "#components/ui/payload-editor.tsx";
import type { Task } from "#domain/task.ts";
import { parsePayload } from "#lib/format/json.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useStoredText } from "#lib/use-stored-text.ts";

/** Runs a task now with a payload, and shows the run. The last payload of each task is remembered in this browser. */
export function RunDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const trpc = useTRPC();
  const show = useShowRun(task.appId);
  const queryClient = useQueryClient();
  const payload = useStoredText(`payload:task:${task.id}`);
  const run = useMutation(
    trpc.tasks.run.mutationOptions({
      onSuccess: ({ runId }) => {
        payload.remember();
        void queryClient.invalidateQueries({ queryKey: trpc.tasks.list.queryKey({ appId: task.appId }) });
        onClose();
        show(runId);
      },
    }),
  );
  const parsed = parsePayload(payload.text);
  const submit = () => {
    if (!parsed.ok || run.isPending) return;
    run.mutate({
      appId: task.appId,
      idOrName: task.id,
      ...(parsed.value === undefined ? {} : { payload: parsed.value }),
    });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Run ${task.name} now`}
      description={`Runs the screen ${task.screenName} once, right away. Its schedule stays as it is.`}
    >
      <PayloadEditor value={payload.text} onChange={payload.setText} onSubmit={submit} />
      {run.error && (
        <div className="pt-3">
          <FieldError>{run.error.message}</FieldError>
        </div>
      )}
      <Actions>
        <Button variant="ghost" onClick={onClose}>
          Cancel
        </Button>
        <Button variant="primary" pending={run.isPending} disabled={!parsed.ok} onClick={submit}>
          Run now
        </Button>
      </Actions>
    </Dialog>
  );
}
