"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Textarea } from "#components/ui/input.tsx";
import type { DataSource } from "#domain/data-source.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { SourceFields } from "./source-fields.tsx";
import { useDataChanged } from "./use-data-changed.ts";

/** Renames a data source, and sets which columns it shows in which order. */
export function EditSourceDialog({
  appId,
  source,
  onClose,
}: {
  appId: number;
  source: DataSource;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const changed = useDataChanged();
  const [name, setName] = useState(source.name);
  const [columns, setColumns] = useState(source.columns.join("\n"));
  const edit = useMutation(
    trpc.dataSources.edit.mutationOptions({
      onSuccess: async () => {
        toast.success("The data source was saved.");
        onClose();
        await changed();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const names = columns.split("\n").filter((column) => column.trim() !== "");
    edit.mutate({ appId, id: source.id, name, columns: names });
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Name and columns">
      <form onSubmit={submit} noValidate className="space-y-4">
        <SourceFields
          name={name}
          onName={setName}
          nameHint="Screens that connect by the old name no longer find it."
          columnsHint="One a line, as they are shown and exported. A column that you leave out stays in the entries."
          error={edit.error}
          columns={(control) => (
            <Textarea
              {...control}
              value={columns}
              rows={8}
              spellCheck={false}
              className="resize-y"
              onChange={(event) => setColumns(event.target.value)}
            />
          )}
        />
        <Actions>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" pending={edit.isPending}>
            Save
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
