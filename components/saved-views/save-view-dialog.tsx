"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useAppId } from "#components/shell/app-id.tsx";
import { Button } from "#components/ui/button.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { SavedView, SavedViewPage } from "#domain/saved-view.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

interface SaveViewDialogProps {
  page: SavedViewPage;
  /** The query part of the address. */
  query: string;
  taken: readonly SavedView[];
  onClose: () => void;
}

/** Asks for the name of a view and keeps it; a name that is taken replaces that view. */
export function SaveViewDialog({ page, query, taken, onClose }: SaveViewDialogProps) {
  const appId = useAppId();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [name, setName] = useState("");
  const wanted = name.trim();
  const save = useMutation(
    trpc.savedViews.save.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.savedViews.list.queryKey() });
        toast.success(`Saved "${wanted}" for everybody on this app.`);
        onClose();
      },
    }),
  );
  const replaces = taken.some((view) => view.name === wanted);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Save this view"
      description="Its filters, order and columns, for everybody who works on this app."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted !== "" && !save.isPending) save.mutate({ appId, page, name: wanted, query });
        }}
      >
        <Field
          label="Name"
          error={save.error?.message}
          hint={replaces ? "There is a view of that name; it is replaced." : undefined}
        >
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.target.value)}
              placeholder="Failures of the import"
            />
          )}
        </Field>
        <Actions>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" pending={save.isPending} disabled={wanted === ""}>
            {replaces ? "Replace view" : "Save view"}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
