import { completeSettings, type ScreenContent, sameContent } from "../screen-settings.ts";
import type { CreateTaskInput, Task } from "../task.ts";
import type { Fault } from "./read-task-file.ts";
import type { ScreenEntry, TaskEntry, TaskFile } from "./task-file.ts";
import {
  canonical,
  isSame,
  STATE_FIELDS,
  scheduleMeaning,
  stateOf,
  type TaskState,
  wantedState,
} from "./task-state.ts";

/** A screen of the app: its name, and with the screens that the file names, what is published of them. */
export interface ExistingScreen {
  id: number;
  name: string;
  /** Null before the first publish. */
  published: ScreenContent | null;
}

/** A screen that a task is to run: one of the app, or one that a step before creates. */
export type ScreenRef = { id: number; name: string } | { id: null; name: string };

/** What a change sets: the fields of the API, without the screen, whose id may not be known yet. */
export type TaskFields = Partial<Omit<CreateTaskInput, "pageId">>;

export type Step =
  | { kind: "create-screen"; name: string; content: ScreenContent }
  | { kind: "update-screen"; id: number; name: string; before: ScreenContent | null; content: ScreenContent }
  | { kind: "create-task"; name: string; screen: ScreenRef; state: TaskState; fields: TaskFields }
  | {
      kind: "update-task";
      id: number;
      name: string;
      /** Null when it stays. */
      screen: { before: string; after: ScreenRef } | null;
      before: TaskState;
      state: TaskState;
      changed: (keyof TaskState)[];
      fields: TaskFields;
    }
  | { kind: "remove-task"; id: number; name: string };

export interface Plan {
  /** In the order in which they are to be done. */
  steps: Step[];
  /** Tasks of the app that the file does not name and that stay, since nobody asked to prune. */
  leftAlone: string[];
  /** What must be put right before there is a plan. */
  faults: Fault[];
}

interface PlanInput {
  file: TaskFile;
  /** What the files of a screen hold. */
  contentOf(entry: ScreenEntry): ScreenContent;
  tasks: readonly Task[];
  screens: readonly ExistingScreen[];
  /** Whether tasks that the file does not name are to go. */
  prune: boolean;
}

/**
 * What has to be done so that the app is as the file says, and nothing more: with an app that is, there are no steps.
 * Screens come first, since tasks need them; removals before creations, since an app may have only so many tasks.
 */
export function planTasks({ file, contentOf, tasks, screens, prune }: PlanInput): Plan {
  const faults: Fault[] = [];
  const screenSteps = (file.screens ?? []).flatMap((entry): Step[] => {
    const same = screens.filter(({ name }) => name === entry.name);
    if (same.length > 1)
      faults.push({
        where: `screen "${entry.name}"`,
        message: "Several screens of the app have this name. Rename all but one.",
      });
    const [found] = same;
    const content = contentOf(entry);
    if (!found) return [{ kind: "create-screen", name: entry.name, content }];
    const { id, name, published: before } = found;
    return before && sameContent(before, content) ? [] : [{ kind: "update-screen", id, name, before, content }];
  });

  const screenOf = (entry: TaskEntry): ScreenRef => {
    const fault = (message: string): ScreenRef => {
      faults.push({ where: `task "${entry.name}", screen`, message });
      return { id: null, name: "" };
    };
    if (typeof entry.screen === "number")
      return screens.find(({ id }) => id === entry.screen) ?? fault(`The app has no screen with id ${entry.screen}.`);
    const [found, another] = screens.filter(({ name }) => name === entry.screen);
    if (another) return fault(`Several screens of the app are called "${entry.screen}". Name one by its id, a number.`);
    if (found) return found;
    if (file.screens?.some(({ name }) => name === entry.screen)) return { id: null, name: entry.screen };
    return fault(`There is no screen "${entry.screen}", neither in the app nor under screens of this file.`);
  };

  const updates: Step[] = [];
  const creations: Step[] = [];
  for (const entry of file.tasks) {
    const screen = screenOf(entry);
    const existing = tasks.find(({ name }) => name === entry.name);
    if (existing) updates.push(...updateOf(entry, existing, screen));
    else {
      const state = wantedState(entry, null);
      creations.push({
        kind: "create-task",
        name: entry.name,
        screen,
        state,
        fields: fieldsOf(STATE_FIELDS, state, []),
      });
    }
  }
  const unnamed = tasks.filter(({ name }) => !file.tasks.some((entry) => entry.name === name));
  const removals = unnamed.map(({ id, name }): Step => ({ kind: "remove-task", id, name }));
  return {
    steps: [...screenSteps, ...updates, ...(prune ? removals : []), ...creations],
    leftAlone: prune ? [] : unnamed.map(({ name }) => name),
    faults,
  };
}

function updateOf(entry: TaskEntry, existing: Task, after: ScreenRef): Step[] {
  const before = stateOf(existing);
  const state = wantedState(entry, before);
  const changed = STATE_FIELDS.filter((field) => !isSame(field, before, state));
  const screen = existing.pageId === after.id ? null : { before: existing.screenName, after };
  if (changed.length === 0 && screen === null) return [];
  const { id, name } = existing;
  const fields = fieldsOf(changed, state, existing.schedules);
  return [{ kind: "update-task", id, name, screen, before, state, changed, fields }];
}

/** What the API is given. A schedule that is kept or changed goes by its id, so that its fires and its history stay its own. */
function fieldsOf(changed: readonly (keyof TaskState)[], state: TaskState, existing: Task["schedules"]): TaskFields {
  const fields: Record<string, unknown> = {};
  for (const field of changed) fields[field] = state[field];
  if (changed.includes("schedules")) {
    fields.schedules = withIds(state.schedules, existing);
    fields.timezone = state.timezone;
  }
  return fields;
}

function withIds(wanted: TaskState["schedules"], existing: Task["schedules"]) {
  const left = [...existing];
  const take = (isMeant: (one: Task["schedules"][number]) => boolean) => {
    const index = left.findIndex(isMeant);
    return index === -1 ? undefined : left.splice(index, 1)[0]!.id;
  };
  const meaning = (one: TaskState["schedules"][number]) => canonical(scheduleMeaning(one));
  const kept = wanted.map((one) =>
    take(({ frequency, timezone, payload = null }) => meaning({ frequency, timezone, payload }) === meaning(one)),
  );
  return wanted.map((one, index) => {
    const id = kept[index] ?? take(() => true);
    return { ...(id !== undefined && { id }), ...one };
  });
}

/** What a screen of the file is, with the texts of its files. */
export const screenContent = (
  { libraries, dom, engine, entry }: ScreenEntry,
  code: string,
  html: string,
): ScreenContent => ({
  code,
  html,
  settings: completeSettings({
    ...(libraries && { libraries }),
    ...(dom !== undefined && { dom }),
    ...(engine && { engine }),
    ...(entry && { entry }),
  }),
});
