"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CalendarPlus, Ellipsis, Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import type { Screen } from "#domain/screen.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

interface ScreenMenuProps {
  screen: Screen;
  onRenamed: (screen: Screen) => void;
}

/** What can be done with a screen besides writing it. */
export function ScreenMenu({ screen, onRenamed }: ScreenMenuProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<"rename" | "delete" | null>(null);
  const [name, setName] = useState(screen.name);
  const ref = { appId: screen.appId, id: screen.id };
  const rename = useMutation(
    trpc.screens.saveDraft.mutationOptions({
      onSuccess: (renamed) => {
        setOpen(null);
        onRenamed(renamed);
      },
    }),
  );
  const remove = useMutation(
    trpc.screens.remove.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: trpc.screens.list.queryKey({ appId: screen.appId }) });
        router.push(`/apps/${screen.appId}/screens`);
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rename.mutate({ ...ref, name, code: screen.code, baseVersion: screen.draftVersion });
  };
  return (
    <>
      <Menu
        trigger={
          <Button variant="ghost" size="icon" aria-label={`More for ${screen.name}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <MenuItem asChild>
          <Link href={`/apps/${screen.appId}/tasks/new?screen=${screen.id}`}>
            <CalendarPlus aria-hidden /> New task with this screen
          </Link>
        </MenuItem>
        <Can to="screens.saveDraft">
          <MenuItem onSelect={() => setOpen("rename")}>
            <Pencil aria-hidden /> Rename
          </MenuItem>
        </Can>
        <MenuSeparator />
        <Can to="screens.remove">
          <MenuItem tone="danger" onSelect={() => setOpen("delete")}>
            <Trash2 aria-hidden /> Delete
          </MenuItem>
        </Can>
      </Menu>
      <Dialog open={open === "rename"} onOpenChange={() => setOpen(null)} title="Rename the screen">
        <form onSubmit={submit} noValidate>
          <Field label="Name" error={rename.error?.message}>
            {(control) => (
              <Input {...control} value={name} autoComplete="off" onChange={(event) => setName(event.target.value)} />
            )}
          </Field>
          <Actions>
            <Button variant="ghost" onClick={() => setOpen(null)}>
              Cancel
            </Button>
            <Button type="submit" variant="primary" pending={rename.isPending}>
              Rename
            </Button>
          </Actions>
        </form>
      </Dialog>
      <ConfirmDialog
        open={open === "delete"}
        onOpenChange={() => setOpen(null)}
        title={`Delete the screen ${screen.name}?`}
        confirmLabel="Delete screen"
        pending={remove.isPending}
        error={remove.error?.message}
        onConfirm={() => remove.mutate(ref)}
      >
        <p>Its code and all its versions go with it. Runs of the past stay readable.</p>
      </ConfirmDialog>
    </>
  );
}
