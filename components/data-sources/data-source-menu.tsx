"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, Ellipsis, Pencil, Trash2, Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import type { DataSource } from "#domain/data-source.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { EditSourceDialog } from "./edit-source-dialog.tsx";

/** What can be done with a data source as a whole. */
export function DataSourceMenu({
  appId,
  source,
  onImport,
}: {
  appId: number;
  source: DataSource;
  onImport: () => void;
}) {
  const [open, setOpen] = useState<"edit" | "delete" | null>(null);
  return (
    <>
      <Menu
        trigger={
          <Button size="icon" aria-label={`More for ${source.name}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <Can to="dataSources.importCsv">
          <MenuItem onSelect={onImport}>
            <Upload aria-hidden /> Import CSV
          </MenuItem>
        </Can>
        <MenuItem asChild>
          <a href={`/api/data-sources/${source.id}/csv?appId=${appId}`} download>
            <Download aria-hidden /> Export CSV
          </a>
        </MenuItem>
        <Can to="dataSources.edit">
          <MenuItem onSelect={() => setOpen("edit")}>
            <Pencil aria-hidden /> Name and columns
          </MenuItem>
        </Can>
        <MenuSeparator />
        <Can to="dataSources.remove">
          <MenuItem tone="danger" onSelect={() => setOpen("delete")}>
            <Trash2 aria-hidden /> Delete data source
          </MenuItem>
        </Can>
      </Menu>
      {open === "edit" && <EditSourceDialog appId={appId} source={source} onClose={() => setOpen(null)} />}
      {open === "delete" && <DeleteSourceDialog appId={appId} source={source} onClose={() => setOpen(null)} />}
    </>
  );
}

function DeleteSourceDialog({ appId, source, onClose }: { appId: number; source: DataSource; onClose: () => void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState("");
  const remove = useMutation(
    trpc.dataSources.remove.mutationOptions({
      onSuccess: async () => {
        toast.success(`${source.name} was deleted.`);
        router.push(`/apps/${appId}/data`);
        // Only the list: this page, still shown, would ask for what is gone.
        await queryClient.invalidateQueries(trpc.dataSources.summaries.pathFilter());
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={`Delete ${source.name}?`}
      confirmLabel="Delete data source"
      disabled={typed !== source.name}
      pending={remove.isPending || remove.isSuccess}
      error={remove.error?.message}
      onConfirm={() => remove.mutate({ appId, id: source.id })}
    >
      <p>All its entries go with it, for good. Screens that connect to it fail from then on.</p>
      <Field label={`Type ${source.name} to confirm`}>
        {(control) => (
          <Input {...control} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
        )}
      </Field>
    </ConfirmDialog>
  );
}
