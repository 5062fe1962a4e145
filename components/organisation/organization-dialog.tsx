"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

interface OrganizationDialogProps {
  /** The name to change; null makes another organisation. */
  name: string | null;
  onClose: () => void;
}

/** Names an organisation: the one that is looked at, or a new one. */
export function OrganizationDialog({ name: given, onClose }: OrganizationDialogProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const [name, setName] = useState(given ?? "");
  const rename = useMutation(
    trpc.organizations.rename.mutationOptions({
      onSuccess: () => {
        toast.success("Saved.");
        onClose();
        // Its name stands in what the server rendered.
        router.refresh();
      },
    }),
  );
  // A full load, so that nothing of the other organisation stays in memory.
  const create = useMutation(
    trpc.organizations.create.mutationOptions({ onSuccess: () => window.location.assign("/") }),
  );
  const work = given === null ? create : rename;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    work.mutate({ name });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={given === null ? "New organisation" : "Rename the organisation"}
      {...(given === null && { description: "With apps and people of its own. You are its owner." })}
    >
      <form onSubmit={submit} noValidate>
        <Field label="Name" error={work.error?.message}>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={120}
              autoComplete="organization"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Actions>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" pending={work.isPending || create.isSuccess}>
            {given === null ? "Create" : "Save"}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
