import {
  CalendarClock,
  CalendarOff,
  CopyPlus,
  FileClock,
  History,
  ListChecks,
  Pause,
  Play,
  ScrollText,
  SlidersHorizontal,
  Trash2,
} from "lucide-react";
import { DeleteTaskDialog } from "#components/tasks/delete-task-dialog.tsx";
import { PauseDialog } from "#components/tasks/pause-dialog.tsx";
import { RunDialog } from "#components/tasks/run-dialog.tsx";
import type { Task } from "#domain/task.ts";
import type { PaletteActions, PaletteCommand } from "./command.ts";

/** Opens the task. */
export const toTask = (task: Task, { go }: PaletteActions): PaletteCommand => ({
  id: `task-${task.id}`,
  label: task.name,
  detail: `runs ${task.screenName}`,
  keywords: ["task"],
  icon: ListChecks,
  act: () => go(`/apps/${task.appId}/tasks/${task.id}`),
});

/** All that can be done with a task. */
export function taskCommands(
  task: Task,
  setActive: (task: Task, active: boolean) => void,
  { go, ask, close }: PaletteActions,
): PaletteCommand[] {
  const { id, name, appId, active } = task;
  const at = (path: string) => () => go(`/apps/${appId}${path}`);
  const of = (verb: string, more: Omit<PaletteCommand, "id" | "isFoundOnly">): PaletteCommand => ({
    id: `${verb}-task-${id}`,
    isFoundOnly: true,
    ...more,
  });
  return [
    of("run", {
      label: `Run ${name} now…`,
      keywords: ["start", "trigger", "payload"],
      icon: Play,
      act: () => ask((onClose) => <RunDialog task={task} onClose={onClose} />),
    }),
    ...(task.schedules.length === 0
      ? []
      : [
          of("toggle", {
            label: active ? `Switch ${name} off` : `Switch ${name} on`,
            keywords: active ? ["pause", "stop", "deactivate"] : ["resume", "start", "activate"],
            icon: Pause,
            act: () => close(() => setActive(task, !active)),
          }),
          of("pause", {
            label: `Pause ${name} until…`,
            keywords: ["snooze", "rest"],
            icon: CalendarOff,
            act: () => ask((onClose) => <PauseDialog task={task} onClose={onClose} />),
          }),
          of("ledger", {
            label: `Ledger of ${name}`,
            keywords: ["fires", "audit", "backfill", "missed"],
            icon: CalendarClock,
            act: at(`/tasks/${id}?tab=ledger`),
          }),
        ]),
    of("settings", {
      label: `Settings of ${name}`,
      keywords: ["edit", "schedule", "cron", "time zone", "retries", "rename"],
      icon: SlidersHorizontal,
      act: at(`/tasks/${id}?tab=settings`),
    }),
    of("runs", {
      label: `Runs of ${name}`,
      keywords: ["results"],
      icon: History,
      act: at(`/runs?task=${id}`),
    }),
    of("log", {
      label: `Log of ${name}`,
      keywords: ["lines", "console"],
      icon: ScrollText,
      act: at(`/logs?task=${id}`),
    }),
    of("history", {
      label: `History of ${name}`,
      keywords: ["changes", "diff", "restore", "who"],
      icon: FileClock,
      act: at(`/tasks/${id}?tab=history`),
    }),
    of("duplicate", {
      label: `Duplicate ${name}`,
      keywords: ["copy", "clone"],
      icon: CopyPlus,
      act: at(`/tasks/new?from=${id}`),
    }),
    of("delete", {
      label: `Delete ${name}…`,
      keywords: ["remove"],
      icon: Trash2,
      act: () => ask((onClose) => <DeleteTaskDialog task={task} onClose={onClose} onDeleted={at("/tasks")} />),
    }),
  ];
}
