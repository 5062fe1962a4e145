"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import type { Task } from "#domain/task.ts";
import { DeleteTaskDialog } from "./delete-task-dialog.tsx";
import { SettingsConflict } from "./settings-conflict.tsx";
import { TaskForm } from "./task-form.tsx";
import { useTaskEditing } from "./use-task-editing.ts";

/** The editor of a task that exists. */
export function TaskSettings({ task }: { task: Task }) {
  const router = useRouter();
  const editing = useTaskEditing(task);
  const { conflict } = editing;
  const [deleting, setDeleting] = useState(false);
  return (
    <>
      <TaskForm
        key={editing.loads}
        appId={task.appId}
        taskId={task.id}
        initial={editing.initial}
        draft={editing.draft}
        onChange={editing.change}
        schedules={task.schedules}
        submitLabel="Save changes"
        pending={editing.pending}
        error={editing.error}
        conflict={
          conflict && <SettingsConflict message={conflict} onLoad={editing.loadNewest} onSaveOver={editing.saveOver} />
        }
        onSubmit={editing.save}
        saved={false}
        extra={
          <Can to="tasks.remove">
            <Button variant="ghost-danger" className="mr-auto" onClick={() => setDeleting(true)}>
              <Trash2 aria-hidden /> Delete task
            </Button>
          </Can>
        }
      />
      {deleting && (
        <DeleteTaskDialog
          task={task}
          onClose={() => setDeleting(false)}
          onDeleted={() => router.push(`/apps/${task.appId}/tasks`)}
        />
      )}
    </>
  );
}
