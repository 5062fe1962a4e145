"use client";

import { useCan } from "#components/shell/use-can.ts";
import { Switch } from "#components/ui/switch.tsx";
import type { Task } from "#domain/task.ts";
import { useToggleTask } from "./use-toggle-task.ts";

/** Whether the task's schedule fires. A task without a schedule has no switch. */
export function ScheduleSwitch({ task }: { task: Task }) {
  const toggle = useToggleTask(task.appId);
  const mayToggle = useCan("tasks.update");
  if (task.frequency === null) return null;
  return (
    <Switch
      aria-label={`Schedule of ${task.name}`}
      checked={toggle.isPending ? (toggle.variables.active ?? task.active) : task.active}
      disabled={!mayToggle}
      onCheckedChange={(active) => toggle.mutate({ appId: task.appId, idOrName: task.id, active })}
    />
  );
}
