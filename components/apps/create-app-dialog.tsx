"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { TITLE_LENGTH_MAX } from "#domain/limits.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useGo } from "#lib/use-go.ts";

export function CreateAppDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const trpc = useTRPC();
  const go = useGo();
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const create = useMutation(
    trpc.apps.create.mutationOptions({
      onSuccess: async (app) => {
        await queryClient.invalidateQueries({ queryKey: trpc.apps.list.queryKey() });
        go(`/apps/${app.id}`);
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ name });
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New app"
      description="An app holds screens (your code) and the tasks that run them."
    >
      <form onSubmit={submit} noValidate>
        <Field label="Name" error={create.error?.message}>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={TITLE_LENGTH_MAX}
              autoComplete="off"
              placeholder="Room bookings"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Actions>
          <Button variant="ghost" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" pending={create.isPending}>
            Create app
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
