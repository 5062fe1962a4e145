import { parseSchedule, ScheduleError } from "../cron/index.ts";
import { jsonFault, placeOf } from "../json-fault.ts";
import { type TaskEntry, type TaskFile, taskFileSchema } from "./task-file.ts";

/** What is wrong with a tasks.json, and where. */
export interface Fault {
  /** Whose it is, e.g. `task "nightly", frequency`; empty for the file as a whole. */
  where: string;
  message: string;
  /** The text at fault, and the place in it, characters from 0. */
  text?: string;
  position?: number;
}

export type ReadTaskFile = { file: TaskFile; faults?: undefined } | { file?: undefined; faults: Fault[] };

/** Reads a tasks.json, or tells everything that is wrong with it, so that nobody has to find out fault by fault. */
export function readTaskFile(text: string): ReadTaskFile {
  // An editor may have put the mark of its encoding in front.
  const json = text.replace(/^\ufeff/, "");
  const at = jsonFault(json);
  if (at !== null) {
    const { line, column } = placeOf(json, at);
    return { faults: [{ where: "", message: `This is not JSON: line ${line}, column ${column}.` }] };
  }
  const raw: unknown = JSON.parse(json);
  const parsed = taskFileSchema.safeParse(raw);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue): Fault => {
      const path = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]!] : issue.path;
      const message =
        issue.code === "unrecognized_keys" ? `"${issue.keys[0]}" is not a field that there is here.` : issue.message;
      return { where: placeIn(raw, path), message };
    });
    return { faults };
  }
  const faults = [...duplicates(parsed.data), ...parsed.data.tasks.flatMap(taskFaults)];
  return faults.length > 0 ? { faults } : { file: parsed.data };
}

/** A path into the file as people say it: by a task's name where it has one. */
function placeIn(raw: unknown, path: readonly PropertyKey[]): string {
  const [list, index, ...rest] = path;
  if (typeof index !== "number") return path.map(String).join(".");
  const item = (raw as Record<string, { name?: unknown }[]>)[String(list)]?.[index];
  const kind = list === "tasks" ? "task" : "screen";
  const whose = typeof item?.name === "string" ? `${kind} "${item.name}"` : `${kind} ${index + 1}`;
  return rest.length === 0 ? whose : `${whose}, ${rest.map(String).join(".")}`;
}

function duplicates({ screens = [], tasks }: TaskFile): Fault[] {
  const twice = (kind: string, names: readonly string[]) =>
    [...new Set(names.filter((name, index) => names.indexOf(name) !== index))].map((name) => ({
      where: `${kind} "${name}"`,
      message: "Two have this name; a name says which one is meant.",
    }));
  const names = (all: readonly { name: string }[]) => all.map(({ name }) => name);
  return [...twice("screen", names(screens)), ...twice("task", names(tasks))];
}

function taskFaults(task: TaskEntry): Fault[] {
  const { name, frequency, timezone = "UTC", payload, schedules, startsAt, endsAt } = task;
  const faults: Fault[] = [];
  const say = (field: string, message: string, more: Pick<Fault, "text" | "position"> = {}) =>
    faults.push({ where: `task "${name}", ${field}`, message, ...more });
  const check = (place: string, expression: string, zone: string) => {
    try {
      parseSchedule(expression, zone);
    } catch (error) {
      if (!(error instanceof ScheduleError)) throw error;
      const isFrequency = error.field === "frequency";
      say(`${place}${error.field}`, error.message, {
        ...(isFrequency && { text: expression }),
        ...(isFrequency && error.position !== undefined && { position: error.position }),
      });
    }
  };

  if (schedules && (frequency || payload !== undefined))
    say("schedules", "Write either schedules, or frequency and payload for the one schedule; not both.");
  if (!schedules && !frequency && payload !== undefined && payload !== null)
    say("payload", "A payload is for scheduled runs; add a frequency, or send the payload with each run.");
  if (startsAt && endsAt && Date.parse(endsAt) <= Date.parse(startsAt))
    say("endsAt", "The end of the schedule must come after its start.");
  if (frequency) check("", frequency, timezone);
  else check("", "@daily", timezone);
  for (const [index, one] of (schedules ?? []).entries())
    check(`schedules.${index}.`, one.frequency, one.timezone ?? timezone);
  return faults;
}
