import { SCREEN_SETTINGS_DEFAULT, type ScreenContent, sparseSettings } from "../screen-settings.ts";
import type { Task } from "../task.ts";
import { defaultCallable, defaultOverlap, TASK_DEFAULTS } from "../task-defaults.ts";
import type { ScreenEntry, TaskEntry, TaskFile } from "./task-file.ts";
import { canonical } from "./task-state.ts";

interface ExportInput {
  tasks: readonly Task[];
  /** All screens of the app, to tell names that only one has. */
  screens: readonly { id: number; name: string }[];
  /** Screens to put into files. */
  contents: readonly { name: string; content: ScreenContent }[];
}

export interface Exported {
  file: TaskFile;
  /** Texts of the files that it names. */
  texts: { name: string; text: string }[];
}

/** An app's tasks as a tasks.json that says no more than it must: a plan of it has no steps. */
export function exportTasks({ tasks, screens, contents }: ExportInput): Exported {
  const texts: Exported["texts"] = [];
  const names = new Set<string>();
  const entries = contents.map(({ name, content }): ScreenEntry => {
    const base = freshName(name, names);
    const code = `screens/${base}.js`;
    texts.push({ name: code, text: content.code });
    const html = content.html === "" ? undefined : `screens/${base}.html`;
    if (html) texts.push({ name: html, text: content.html });
    return {
      name,
      code,
      ...(html && { html }),
      ...sparseSettings({ ...SCREEN_SETTINGS_DEFAULT, ...content.settings }),
    };
  });
  const isUnique = (name: string) => screens.filter((screen) => screen.name === name).length === 1;
  const file: TaskFile = {
    ...(entries.length > 0 && { screens: entries }),
    tasks: tasks.map((task) => entryOf(task, isUnique(task.screenName) ? task.screenName : task.pageId)),
  };
  return { file, texts };
}

/** A screen's name as the name of a file that no other screen has. */
function freshName(name: string, taken: Set<string>): string {
  const base =
    name
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "")
      .slice(0, 60) || "screen";
  let fresh = base;
  for (let n = 2; taken.has(fresh); n++) fresh = `${base}-${n}`;
  taken.add(fresh);
  return fresh;
}

function entryOf(task: Task, screen: number | string): TaskEntry {
  const { schedules, triggers } = task;
  const [first, ...others] = schedules;
  const one = first && others.length === 0 ? first : undefined;
  const starts = {
    ...(one && { frequency: one.frequency, ...zone(one.timezone), ...payload(one.payload) }),
    ...(others.length > 0 && {
      schedules: schedules.map((each) => ({
        frequency: each.frequency,
        ...zone(each.timezone),
        ...payload(each.payload),
      })),
    }),
    ...(!first && zone(task.timezone)),
    ...(triggers.length > 0 && { triggers }),
  };
  const isDefault = (field: keyof typeof TASK_DEFAULTS) => canonical(task[field]) === canonical(TASK_DEFAULTS[field]);
  return {
    name: task.name,
    screen,
    ...starts,
    ...(!isDefault("active") && { active: task.active }),
    ...(task.callable !== defaultCallable(starts) && { callable: task.callable }),
    ...(!isDefault("timeoutMs") && { timeoutMs: task.timeoutMs }),
    ...(!isDefault("misfire") && { misfire: task.misfire }),
    ...(!isDefault("misfireGraceMs") && { misfireGraceMs: task.misfireGraceMs }),
    ...(task.overlap !== defaultOverlap(starts) && { overlap: task.overlap }),
    ...(!isDefault("retries") && { retries: task.retries }),
    ...(!isDefault("retryDelayMs") && { retryDelayMs: task.retryDelayMs }),
    ...(!isDefault("retryOn") && { retryOn: task.retryOn }),
    ...(!isDefault("spreadMs") && { spreadMs: task.spreadMs }),
    ...(task.startsAt !== null && { startsAt: task.startsAt }),
    ...(task.endsAt !== null && { endsAt: task.endsAt }),
  };
}

const zone = (timezone: string) => (timezone === TASK_DEFAULTS.timezone ? {} : { timezone });
const payload = (value: unknown) => (value === null || value === undefined ? {} : { payload: value });
