import { structuredPatch } from "diff";
import { preview, ScheduleError } from "#domain/cron/index.ts";
import type { ScreenContent } from "#domain/screen-settings.ts";
import type { Plan, Step } from "#domain/task-file/plan-tasks.ts";
import { saySchedule } from "#domain/task-file/say-task.ts";
import {
  canonical,
  type ScheduleState,
  scheduleMeaning,
  type TaskState,
  wantedState,
} from "#domain/task-file/task-state.ts";
import { harmless, type Paint } from "./paint.ts";
import { span, wallTime } from "./times.ts";

const FIRES_SHOWN = 3;
const CONTEXT_LINES = 2;
const CODE_LINES_SHOWN = 60;

/** A plan as one reads it before one says yes. */
export function sayPlan({ steps, leftAlone }: Plan, paint: Paint, now: Date): string {
  const blocks = steps.map((step) => sayStep(step, paint, now));
  if (leftAlone.length > 0)
    blocks.push(paint("dim", `Not in the file, and left alone: ${leftAlone.join(", ")}. --prune removes them.`));
  return `${[...blocks, summaryOf(steps)].join("\n\n")}\n`;
}

function summaryOf(steps: readonly Step[]): string {
  if (steps.length === 0) return "No changes: the app is as the file says.";
  const count = (kind: string) => steps.filter((step) => step.kind.startsWith(kind)).length;
  return `${count("create")} to create, ${count("update")} to change, ${count("remove")} to remove.`;
}

/** A step in a few words, before or after it was done. */
export function nameOf(step: Step, isDone = false): string {
  const [verb, noun] = step.kind.split("-") as ["create" | "update" | "remove", string];
  const words = isDone
    ? { create: "created", update: "changed", remove: "removed" }
    : { create: "create", update: "change", remove: "remove" };
  return `${words[verb]} ${noun} ${step.name}`;
}

function sayStep(step: Step, paint: Paint, now: Date): string {
  const colour = { create: "green", update: "yellow", remove: "red" } as const;
  const sign = { create: "+", update: "~", remove: "-" } as const;
  const verb = step.kind.split("-")[0] as keyof typeof sign;
  const head = paint(colour[verb], `${sign[verb]} ${harmless(nameOf(step))}`);
  return [head, ...linesOf(step, paint, now)].join("\n");
}

function linesOf(step: Step, paint: Paint, now: Date): string[] {
  switch (step.kind) {
    case "create-screen":
      return [`    ${Buffer.byteLength(step.content.code)} bytes of code, published at once`];
    case "update-screen":
      return screenLines(step.before, step.content, paint);
    case "create-task": {
      const plain = wantedState({ name: step.name, screen: step.screen.name }, null);
      // The zone of a task with schedules is said with them.
      const timezone = step.state.schedules.length > 0 ? step.state.timezone : plain.timezone;
      const unlike = { ...plain, timezone, callable: step.state.schedules.length + step.state.triggers.length === 0 };
      return [
        `    screen: ${harmless(step.screen.name)}`,
        ...step.state.schedules.flatMap((one) => scheduleLines(one, "    ", paint, now)),
        ...SIMPLE.filter((field) => canonical(step.state[field]) !== canonical(unlike[field])).map(
          (field) => `    ${LABELS[field]}: ${harmless(say(field, step.state))}`,
        ),
      ];
    }
    case "update-task":
      return [
        ...(step.screen ? both("screen", step.screen.before, step.screen.after.name, paint) : []),
        ...(step.changed.includes("schedules") ? changedSchedules(step.before, step.state, paint, now) : []),
        ...SIMPLE.filter((field) => step.changed.includes(field)).flatMap((field) =>
          both(LABELS[field], say(field, step.before), say(field, step.state), paint),
        ),
      ];
    case "remove-task":
      return [paint("dim", "    its runs and their log stay; the studio can take the removal back")];
  }
}

const both = (label: string, before: string, after: string, paint: Paint): string[] => [
  paint("red", `  - ${label}: ${harmless(before)}`),
  paint("green", `  + ${label}: ${harmless(after)}`),
];

type SimpleField = Exclude<keyof TaskState, "schedules">;

const LABELS: Record<SimpleField, string> = {
  timezone: "time zone",
  triggers: "triggers",
  active: "active",
  callable: "callable by pages",
  timeoutMs: "time limit",
  misfire: "late fires",
  misfireGraceMs: "late after",
  overlap: "overlap",
  retries: "retries",
  retryDelayMs: "retry after",
  retryOn: "retry on",
  spreadMs: "spread",
  startsAt: "starts",
  endsAt: "ends",
  pausedUntil: "rests until",
};
const SIMPLE = Object.keys(LABELS) as SimpleField[];

function say(field: SimpleField, state: TaskState): string {
  const value = state[field];
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "number") return field.endsWith("Ms") ? (value === 0 ? "0 s" : span(value)) : String(value);
  if (value === null) return "-";
  if (field === "triggers")
    return state.triggers.map(({ type, where }) => `${type} ${JSON.stringify(where)}`).join("; ") || "none";
  return Array.isArray(value) ? value.join(", ") : String(value);
}

function changedSchedules(before: TaskState, after: TaskState, paint: Paint, now: Date): string[] {
  const meaning = (one: ScheduleState) => canonical(scheduleMeaning(one));
  const gone = before.schedules.filter((one) => !after.schedules.some((other) => meaning(other) === meaning(one)));
  const fresh = after.schedules.filter((one) => !before.schedules.some((other) => meaning(other) === meaning(one)));
  const isOrder = gone.length === 0 && fresh.length === 0;
  return [
    ...gone.map((one) => paint("red", `  - ${scheduleLine(one)}`)),
    ...fresh.flatMap((one) => {
      const [first = "", ...more] = scheduleLines(one, "  + ", paint, now);
      return [paint("green", first), ...more];
    }),
    ...(isOrder ? ["    the schedules in another order"] : []),
  ];
}

function scheduleLine({ frequency, timezone, payload }: ScheduleState): string {
  const given = payload === null ? "" : `, payload ${shortJson(payload)}`;
  return harmless(`schedule: ${frequency}  ${saySchedule(frequency, timezone)}${given}`);
}

function shortJson(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** A schedule in words, with what may surprise and the fires that come next, in its own zone. */
function scheduleLines(one: ScheduleState, lead: string, paint: Paint, now: Date): string[] {
  const first = `${lead}${scheduleLine(one)}`;
  try {
    const { fires, warnings } = preview({ ...one, from: now, count: FIRES_SHOWN });
    const next = fires.map((at) => wallTime(at, one.timezone)).join(", ");
    return [first, `      next: ${next}`, ...warnings.map(({ message }) => paint("yellow", `      note: ${message}`))];
  } catch (error) {
    if (error instanceof ScheduleError) return [first];
    throw error;
  }
}

function screenLines(before: ScreenContent | null, after: ScreenContent, paint: Paint): string[] {
  if (before === null) return ["    never published before"];
  return [
    ...patchLines("code", before.code, after.code, paint),
    ...patchLines("markup", before.html, after.html, paint),
    ...(["libraries", "dom", "engine", "entry"] as const)
      .filter((name) => String(before.settings[name]) !== String(after.settings[name]))
      .flatMap((name) =>
        both(name, String(before.settings[name]) || "none", String(after.settings[name]) || "none", paint),
      ),
  ];
}

function patchLines(what: string, before: string, after: string, paint: Paint): string[] {
  if (before === after) return [];
  const { hunks } = structuredPatch("", "", before, after, undefined, undefined, { context: CONTEXT_LINES });
  const lines = hunks.flatMap(({ newStart, lines }) => [
    paint("cyan", `    ${what}, line ${newStart}:`),
    // "\\ No newline at end of file" is for programs that apply patches.
    ...lines
      .filter((line) => !line.startsWith("\\"))
      .map((line) => {
        const text = `    ${harmless(line)}`;
        return line.startsWith("+") ? paint("green", text) : line.startsWith("-") ? paint("red", text) : text;
      }),
  ]);
  const more = lines.length - CODE_LINES_SHOWN;
  return more > 0 ? [...lines.slice(0, CODE_LINES_SHOWN), paint("dim", `    … ${more} more lines`)] : lines;
}
