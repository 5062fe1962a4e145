import { Database, Import, Plus } from "lucide-react";
import { SECTIONS } from "#components/shell/sections.ts";
import { type CommandGroup, inGroup, type PaletteActions, type PaletteCommand } from "./command.ts";
import { runCommands, toRun } from "./run-commands.tsx";
import { screenCommands, toScreen } from "./screen-commands.tsx";
import { NEW_SCREEN, NEW_TASK, pageKeys } from "./shortcuts.ts";
import { taskCommands, toTask } from "./task-commands.tsx";
import type { AppThings } from "./use-palette-data.ts";
import type { Place } from "./use-place.ts";
import { viewCommands } from "./view-commands.ts";

/** What can be made new. `page` is opened with its dialog. */
const NEW = [
  { id: "new-task", label: "New task", page: "/tasks/new", keys: NEW_TASK.keys },
  { id: "new-screen", label: "New screen", page: "/screens?new=true", keys: NEW_SCREEN.keys },
  { id: "new-data-source", label: "New data source", page: "/data?new=true" },
  { id: "new-secret", label: "New secret or variable", page: "/secrets?new=true" },
  { id: "new-token", label: "New token", page: "/connect?new=true" },
  { id: "new-webhook", label: "New webhook", page: "/webhooks?new=true" },
];

/**
 * What can be found and done in an app: with the thing that is on the page first, then its tasks and screens, since those
 * are what people look for.
 */
export function appCommands(
  place: Place & { appId: number },
  things: AppThings,
  actions: PaletteActions,
): CommandGroup[] {
  const { appId, section, itemId } = place;
  const { tasks, screens, sources, views, runHere, runFound, setActive, cancelRun } = things;
  const at = (path: string) => () => actions.go(`/apps/${appId}${path}`);
  const ofTask = (id: number | undefined) =>
    tasks.filter((task) => task.id === id).flatMap((task) => taskCommands(task, setActive, actions));
  const here = [
    ...(section === "tasks" ? ofTask(itemId ?? undefined) : []),
    ...(runHere ? runCommands(runHere, cancelRun, actions) : []),
  ];

  const create = NEW.map(
    ({ id, label, page, keys }): PaletteCommand => ({
      id,
      label,
      keywords: ["create", "add"],
      icon: Plus,
      keys,
      act: at(page),
    }),
  );
  const importTasks: PaletteCommand = {
    id: "import-tasks",
    label: "Import tasks",
    keywords: ["json", "paste", "actions", "migrate", "move", "cron"],
    icon: Import,
    act: at("/tasks/import"),
  };
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
    ...(runFound && runFound.id !== runHere?.id
      ? [{ title: "Run", commands: [toRun(runFound, actions), ...runCommands(runFound, cancelRun, actions)] }]
      : []),
    inGroup("On this page", here),
    { title: "Tasks", commands: tasks.map((task) => toTask(task, actions)) },
    { title: "Screens", commands: screens.map((screen) => toScreen(screen, actions)) },
    {
      title: "Do",
      commands: [
        ...create,
        importTasks,
        ...tasks.filter(({ id }) => section !== "tasks" || id !== itemId).flatMap(({ id }) => ofTask(id)),
        // On its own page a screen may hold what is not saved yet, and is published there.
        ...screens
          .filter(({ id }) => section !== "screens" || id !== itemId)
          .flatMap((screen) => screenCommands(screen, actions)),
      ],
    },
    { title: "Views", commands: viewCommands(appId, views, actions) },
    {
      title: "Data",
      commands: sources.map(({ id, name }) => ({
        id: `source-${id}`,
        label: name,
        detail: "data source",
        keywords: ["table", "entries"],
        icon: Database,
        isFoundOnly: true,
        act: at(`/data/${id}`),
      })),
    },
    { title: "Pages", commands: pages },
  ];
}
