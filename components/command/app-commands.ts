import { CalendarClock, Code, ListChecks, Pause, Play, Plus } from "lucide-react";
import { SECTIONS } from "#components/shell/sections.ts";
import type { CommandGroup, PaletteActions, PaletteCommand } from "./command.ts";
import { NEW_SCREEN, NEW_TASK, pageKeys } from "./shortcuts.ts";
import type { AppThings } from "./use-palette-data.ts";

/** What can be found and done in an app: its tasks and screens first, since those are what people look for. */
export function appCommands(
  appId: number,
  { tasks, screens, setActive }: AppThings,
  { go, askToRun, close }: PaletteActions,
): CommandGroup[] {
  const at = (path: string) => () => go(`/apps/${appId}${path}`);

  const toTasks = tasks.map(
    (task): PaletteCommand => ({
      id: `task-${task.id}`,
      label: task.name,
      detail: `runs ${task.screenName}`,
      keywords: ["task"],
      icon: ListChecks,
      act: at(`/tasks/${task.id}`),
    }),
  );
  const toScreens = screens.map(
    (screen): PaletteCommand => ({
      id: `screen-${screen.id}`,
      label: screen.name,
      detail: "screen",
      keywords: ["code"],
      icon: Code,
      act: at(`/screens/${screen.id}`),
    }),
  );
  const withTasks = tasks.flatMap((task): PaletteCommand[] => [
    { id: `run-task-${task.id}`, label: `Run ${task.name} now…`, icon: Play, act: () => askToRun(task) },
    ...(task.schedules.length === 0
      ? []
      : [
          {
            id: `toggle-task-${task.id}`,
            label: task.active ? `Switch ${task.name} off` : `Switch ${task.name} on`,
            keywords: task.active ? ["pause", "stop", "deactivate"] : ["resume", "start", "activate"],
            icon: Pause,
            act: () => close(() => setActive(task, !task.active)),
          },
          {
            id: `ledger-${task.id}`,
            label: `Ledger of ${task.name}`,
            keywords: ["fires", "audit", "history"],
            icon: CalendarClock,
            act: at(`/tasks/${task.id}?tab=ledger`),
          },
        ]),
  ]);
  const create: PaletteCommand[] = [
    { id: "new-task", label: "New task", icon: Plus, keys: NEW_TASK.keys, act: at("/tasks/new") },
    { id: "new-screen", label: "New screen", icon: Plus, keys: NEW_SCREEN.keys, act: at("/screens?new=true") },
  ];
  const pages = SECTIONS.map(
    ({ segment, label, icon }): PaletteCommand => ({
      id: `page-${segment}`,
      label: `Go to ${label}`,
      icon,
      keys: pageKeys(segment),
      act: at(segment && `/${segment}`),
    }),
  );
  return [
    { title: "Tasks", commands: toTasks },
    { title: "Screens", commands: toScreens },
    { title: "Do", commands: [...create, ...withTasks] },
    { title: "Pages", commands: pages },
  ].filter(({ commands }) => commands.length > 0);
}
