"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { PayloadEditor } from "#components/ui/payload-editor.tsx";
import { Select } from "#components/ui/select.tsx";
import type { Environment } from "#domain/run.ts";
import { parsePayload, prettyJson } from "#lib/format/json.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import type { ShownRun } from "./shown-run.ts";
import { useShowRun } from "./use-show-run.ts";

/** Runs the task once more with this run's payload, which may be changed first, and shows the new run. */
export function ReplayDialog({
  run,
  open,
  onOpenChange,
}: {
  run: ShownRun;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const trpc = useTRPC();
  const show = useShowRun(run.appId);
  const [payload, setPayload] = useState(() =>
    run.payload === null || run.payload === undefined ? "" : prettyJson(run.payload),
  );
  const [environment, setEnvironment] = useState<Environment>(run.environment);
  const replay = useMutation(
    trpc.runs.replay.mutationOptions({
      onSuccess: ({ runId }) => {
        onOpenChange(false);
        show(runId);
      },
    }),
  );
  const parsed = parsePayload(payload);
  const submit = () => {
    if (!parsed.ok || replay.isPending) return;
    // Without a payload the server would take the old one: an emptied text sends none.
    replay.mutate({ appId: run.appId, id: run.id, environment, payload: parsed.value ?? null });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Run ${run.taskName} again`}
      description="A new run starts. This one stays as it is."
    >
      <div className="space-y-4">
        <PayloadEditor value={payload} onChange={setPayload} onSubmit={submit} />
        <Field label="Version of the screen">
          {(control) => (
            <Select
              {...control}
              value={environment}
              onChange={(event) => setEnvironment(event.target.value as Environment)}
            >
              <option value="published">Published</option>
              <option value="draft">Draft</option>
            </Select>
          )}
        </Field>
        {replay.error && <FieldError>{replay.error.message}</FieldError>}
      </div>
      <Actions>
        <Button variant="ghost" onClick={() => onOpenChange(false)}>
          Cancel
        </Button>
        <Button variant="primary" pending={replay.isPending} disabled={!parsed.ok} onClick={submit}>
          Run again
        </Button>
      </Actions>
    </Dialog>
  );
}
