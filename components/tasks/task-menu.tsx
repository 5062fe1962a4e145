"use client";

import { CopyPlus, Ellipsis, History, Pencil, ScrollText, Trash2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import type { Task } from "#domain/task.ts";
import { DeleteTaskDialog } from "./delete-task-dialog.tsx";

/** What else can be done with a task. @param onDeleted called when it is gone */
export function TaskMenu({ task, onDeleted }: { task: Task; onDeleted?: () => void }) {
  const [deleting, setDeleting] = useState(false);
  const base = `/apps/${task.appId}`;
  return (
    <>
      <Menu
        trigger={
          <Button variant="ghost" size="icon" aria-label={`More for ${task.name}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        <Can to="tasks.update">
          <MenuItem asChild>
            <Link href={`${base}/tasks/${task.id}?tab=settings`}>
              <Pencil aria-hidden /> Edit
            </Link>
          </MenuItem>
        </Can>
        <MenuItem asChild>
          <Link href={`${base}/runs?task=${task.id}`}>
            <History aria-hidden /> Runs
          </Link>
        </MenuItem>
        <MenuItem asChild>
          <Link href={`${base}/logs?task=${task.id}`}>
            <ScrollText aria-hidden /> Log
          </Link>
        </MenuItem>
        <Can to="tasks.create">
          <MenuItem asChild>
            <Link href={`${base}/tasks/new?from=${task.id}`}>
              <CopyPlus aria-hidden /> Duplicate
            </Link>
          </MenuItem>
        </Can>
        <MenuSeparator />
        <Can to="tasks.remove">
          <MenuItem tone="danger" onSelect={() => setDeleting(true)}>
            <Trash2 aria-hidden /> Delete
          </MenuItem>
        </Can>
      </Menu>
      {deleting && (
        <DeleteTaskDialog task={task} onClose={() => setDeleting(false)} {...(onDeleted && { onDeleted })} />
      )}
    </>
  );
}
