"use client";

import { useMutation } from "@tanstack/react-query";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { DataSourceEntry } from "#domain/data-source.ts";
import { formatCount } from "#lib/format/number.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useDataChanged } from "./use-data-changed.ts";

interface RemoveEntriesDialogProps {
  appId: number;
  dataSourceId: number;
  entries: DataSourceEntry[];
  onClose: () => void;
  onRemoved: () => void;
}

/** Asks, removes, and offers to put the entries back. */
export function RemoveEntriesDialog({ appId, dataSourceId, entries, onClose, onRemoved }: RemoveEntriesDialogProps) {
  const trpc = useTRPC();
  const changed = useDataChanged();
  const count = formatCount(entries.length, "entry", "entries");
  const putBack = useMutation(
    trpc.dataSources.append.mutationOptions({
      onSuccess: () => changed(),
      onError: (error) => toast.error(`The entries could not be put back: ${error.message}`),
    }),
  );
  const remove = useMutation(
    trpc.dataSources.removeEntries.mutationOptions({
      onSuccess: async () => {
        onRemoved();
        onClose();
        const rows = entries.map(({ data }) => data);
        toast.success(`${count} removed.`, {
          action: { label: "Undo", onClick: () => putBack.mutate({ appId, dataSourceId, rows }) },
        });
        await changed();
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Remove ${count}?`}
      confirmLabel={`Remove ${count}`}
      pending={remove.isPending}
      error={remove.error?.message}
      onConfirm={() => remove.mutate({ appId, dataSourceId, ids: entries.map(({ id }) => id) })}
    >
      <p>Screens no longer find them. Right after it you can put them back, at the end and with new ids.</p>
    </ConfirmDialog>
  );
}
