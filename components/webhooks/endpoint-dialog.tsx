"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ShownOnceDialog } from "#components/connect/shown-once-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { ENDPOINT_EVENTS, type Endpoint, type EndpointEvent } from "#domain/endpoint-values.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";
import { EVENT_TEXTS } from "./event-texts.ts";
import { hostOf } from "./host-of.ts";

interface EndpointDialogProps {
  appId: number;
  /** Null for a new one. */
  existing: Endpoint | null;
  onClose: () => void;
  onSaved: () => void;
}

const USUAL: readonly EndpointEvent[] = ["run.failed", "run.timed_out", "run.out_of_memory", "run.crashed"];

/** Makes an endpoint, or changes one. */
export function EndpointDialog({ appId, existing, onClose, onSaved }: EndpointDialogProps) {
  const trpc = useTRPC();
  const [url, setUrl] = useState(existing?.url ?? "");
  const [description, setDescription] = useState(existing?.description ?? "");
  const [events, setEvents] = useState<readonly EndpointEvent[]>(existing?.events ?? USUAL);
  const create = useMutation(trpc.endpoints.create.mutationOptions({ onSuccess: onSaved }));
  const update = useMutation(
    trpc.endpoints.update.mutationOptions({
      onSuccess: () => {
        toast.success("Saved.");
        onSaved();
        onClose();
      },
    }),
  );
  const error = create.error ?? update.error;
  const said = error ? errorInfo(error) : null;
  const at = (field: string) => (said?.field?.split(".")[0] === field ? said.message : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input = { appId, url, description, events: [...events] };
    if (existing) update.mutate({ ...input, id: existing.id });
    else create.mutate(input);
  };
  if (create.data) {
    return (
      <ShownOnceDialog
        title={`Signing secret of ${hostOf(create.data.url)}`}
        warning="The receiver checks with it that a delivery is ours. Lost, it can only be replaced by a new one."
        secret={create.data.secret}
        copyLabel="Copy"
        testId="endpoint-secret"
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={existing ? "Edit endpoint" : "New endpoint"}
      description="We post what happens to it, signed as Standard Webhooks says."
    >
      <form onSubmit={submit} noValidate className="space-y-4">
        <Field label="Address" error={at("url")}>
          {(control) => (
            <Input
              {...control}
              type="url"
              value={url}
              autoComplete="off"
              spellCheck={false}
              placeholder="https://example.org/hooks"
              onChange={(event) => setUrl(event.target.value)}
            />
          )}
        </Field>
        <Field label="Description" error={at("description")}>
          {(control) => (
            <Input
              {...control}
              value={description}
              autoComplete="off"
              placeholder="Pages whoever is on call"
              onChange={(event) => setDescription(event.target.value)}
            />
          )}
        </Field>
        <fieldset>
          <legend className="mb-1 font-medium">Tell it when</legend>
          {ENDPOINT_EVENTS.map((option) => (
            <Checkbox
              key={option}
              label={EVENT_TEXTS[option]}
              hint={<code>{option}</code>}
              checked={events.includes(option)}
              onChange={(event) =>
                setEvents(event.target.checked ? [...events, option] : events.filter((one) => one !== option))
              }
            />
          ))}
        </fieldset>
        {at("events") && <FieldError>{at("events")}</FieldError>}
        {said && !["url", "description", "events"].includes(said.field?.split(".")[0] ?? "") && (
          <FieldError>{said.message}</FieldError>
        )}
        <Actions>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" pending={create.isPending || update.isPending}>
            {existing ? "Save changes" : "Create endpoint"}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
