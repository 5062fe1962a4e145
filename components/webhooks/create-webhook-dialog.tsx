"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ShownOnceDialog } from "#components/connect/shown-once-dialog.tsx";
import { Button } from "#components/ui/button.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { WEBHOOK_KINDS, type WebhookKind } from "#domain/webhook-values.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";
import { KIND_TEXTS } from "./webhook-kinds.ts";

interface CreateWebhookDialogProps {
  appId: number;
  onClose: () => void;
  onCreated: () => void;
}

export function CreateWebhookDialog({ appId, onClose, onCreated }: CreateWebhookDialogProps) {
  const trpc = useTRPC();
  const tasks = useQuery(trpc.tasks.list.queryOptions({ appId })).data;
  const [name, setName] = useState("");
  const [taskId, setTaskId] = useState<number | null>(null);
  const [kind, setKind] = useState<WebhookKind>("hmac");
  const [isTaskMissing, setTaskMissing] = useState(false);
  const create = useMutation(trpc.webhooks.create.mutationOptions({ onSuccess: onCreated }));
  const said = create.error ? errorInfo(create.error) : null;
  const at = (field: string) => (said?.field === field ? said.message : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTaskMissing(taskId === null);
    if (taskId !== null) create.mutate({ appId, idOrName: taskId, name, kind });
  };
  if (create.data) {
    const { secretName } = KIND_TEXTS[create.data.kind];
    return (
      <ShownOnceDialog
        title={`${secretName} of ${create.data.name}`}
        warning="Lost, it can only be replaced by a new one."
        secret={create.data.secret}
        copyLabel="Copy"
        testId="webhook-secret"
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="New webhook"
      description="An address that runs one task, for another system to call."
    >
      <form onSubmit={submit} noValidate className="space-y-4">
        <Field label="Name" hint="Who calls it, to recognise it later." error={at("name")}>
          {(control) => (
            <Input
              {...control}
              value={name}
              autoComplete="off"
              placeholder="Shop"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="Task"
          hint={tasks?.length === 0 ? "There is no task yet: make one first." : "What its calls run, as published."}
          error={isTaskMissing ? "Choose the task that its calls run." : at("idOrName")}
        >
          {(control) => (
            <Select
              {...control}
              value={taskId ?? ""}
              onChange={(event) => setTaskId(event.target.value === "" ? null : Number(event.target.value))}
            >
              <option value="">Choose a task</option>
              {tasks?.map((task) => (
                <option key={task.id} value={task.id}>
                  {task.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Calls are" hint={KIND_TEXTS[kind].hint} error={at("kind")}>
          {(control) => (
            <Select {...control} value={kind} onChange={(event) => setKind(event.target.value as WebhookKind)}>
              {WEBHOOK_KINDS.map((option) => (
                <option key={option} value={option}>
                  {option === "hmac" ? "Signed (HMAC)" : "Sent with a key"}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {said && !["name", "idOrName", "kind"].includes(said.field ?? "") && <FieldError>{said.message}</FieldError>}
        <Actions>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" pending={create.isPending}>
            Create webhook
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
