"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";

export function CreateDataSourceDialog({ appId, onClose }: { appId: number; onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const [columns, setColumns] = useState("");
  const create = useMutation(
    trpc.dataSources.create.mutationOptions({
      onSuccess: (source) => {
        void queryClient.invalidateQueries(trpc.dataSources.pathFilter());
        router.push(`/apps/${appId}/data/${source.id}`);
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const names = columns.split(",").map((column) => column.trim());
    create.mutate({ appId, name, columns: names.filter((column) => column !== "") });
  };
  const problem = create.error ? errorInfo(create.error) : undefined;
  const isOfColumns = problem?.field?.startsWith("columns") === true;
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="New data source">
      <form onSubmit={submit} noValidate className="space-y-4">
        <Field
          label="Name"
          hint="Screens connect to it by this name."
          error={isOfColumns ? undefined : problem?.message}
        >
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={255}
              autoComplete="off"
              placeholder="Bookings"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <Field
          label="Columns"
          hint="With commas between. Entries and imports bring new ones by themselves."
          error={isOfColumns ? problem.message : undefined}
        >
          {(control) => (
            <Input
              {...control}
              value={columns}
              autoComplete="off"
              placeholder="Name, Email, Office"
              onChange={(event) => setColumns(event.target.value)}
            />
          )}
        </Field>
        <Actions>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" pending={create.isPending}>
            Create data source
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
