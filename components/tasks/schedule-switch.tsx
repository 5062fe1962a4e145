"use client";

import { useCan } from "#components/shell/use-can.ts";
import { Switch } from "#components/ui/switch.tsx";
import type { Task } from "#domain/task.ts";
import { startsByItself } from "./task-row.ts";
import { useToggleTask } from "./use-toggle-task.ts";

/** Whether the task's schedule and its events start it. A task that only runs on demand has no switch. */
export function ScheduleSwitch({ task }: { task: Task }) {
  const toggle = useToggleTask(task.appId);
  const mayToggle = useCan("tasks.update");
  if (!startsByItself(task)) return null;
  return (
    <Switch
      aria-label={`Schedule of ${task.name}`}
      checked={toggle.isPending ? (toggle.variables.active ?? task.active) : task.active}
      disabled={!mayToggle}
      onCheckedChange={(active) => toggle.mutate({ appId: task.appId, idOrName: task.id, active })}
    />
  );
}
