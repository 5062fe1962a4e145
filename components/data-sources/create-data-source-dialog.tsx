"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Input } from "#components/ui/input.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useGo } from "#lib/use-go.ts";
import { SourceFields } from "./source-fields.tsx";

export function CreateDataSourceDialog({ appId, onClose }: { appId: number; onClose: () => void }) {
  const trpc = useTRPC();
  const go = useGo();
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const [columns, setColumns] = useState("");
  const create = useMutation(
    trpc.dataSources.create.mutationOptions({
      onSuccess: (source) => {
        void queryClient.invalidateQueries(trpc.dataSources.pathFilter());
        go(`/apps/${appId}/data/${source.id}`);
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const names = columns.split(",").map((column) => column.trim());
    create.mutate({ appId, name, columns: names.filter((column) => column !== "") });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="New data source">
      <form onSubmit={submit} noValidate className="space-y-4">
        <SourceFields
          name={name}
          onName={setName}
          nameHint="Screens connect to it by this name."
          columnsHint="With commas between. Entries and imports bring new ones by themselves."
          error={create.error}
          columns={(control) => (
            <Input
              {...control}
              value={columns}
              autoComplete="off"
              placeholder="Name, Email, Office"
              onChange={(event) => setColumns(event.target.value)}
            />
          )}
        />
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
