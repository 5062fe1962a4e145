"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { TITLE_LENGTH_MAX } from "#domain/limits.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { STARTER_CODE } from "./starter-code.ts";

export function CreateScreenDialog({ appId, onClose }: { appId: number; onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const create = useMutation(
    trpc.screens.create.mutationOptions({
      onSuccess: (screen) => {
        void queryClient.invalidateQueries({ queryKey: trpc.screens.list.queryKey({ appId }) });
        router.push(`/apps/${appId}/screens/${screen.id}`);
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ appId, name, code: STARTER_CODE });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="New screen"
      description="It starts with a handler that works, for you to change."
    >
      <form onSubmit={submit} noValidate>
        <Field label="Name" error={create.error?.message}>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={TITLE_LENGTH_MAX}
              autoComplete="off"
              placeholder="Weekly report"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Actions>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" pending={create.isPending}>
            Create screen
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
