import { type TriggerDraft, triggerDraftOf, triggerInputOf } from "#components/triggers/trigger-draft.ts";
import { TASK_NAME_LENGTH_MAX } from "#domain/limits.ts";
import type { MisfirePolicy, OverlapPolicy, RetryableStatus } from "#domain/policy.ts";
import type { Task } from "#domain/task.ts";
import { defaultOverlap, TASK_DEFAULTS } from "#domain/task-defaults.ts";
import { parsePayload, prettyJson } from "#lib/format/json.ts";
import { fromLocalInput, toLocalInput } from "#lib/format/local-input.ts";

/** One schedule of a task as its form holds it. */
export interface ScheduleDraft {
  /** Tells the form's schedules apart, saved or not. */
  key: number;
  /** Only when it is saved already. */
  id?: number;
  frequency: string;
  timezone: string;
  /** A sentence that was typed and is not understood: until it is, the expression beside it is not what was meant. */
  unread?: string | undefined;
  /** JSON, as typed. */
  payload: string;
}

/** What a task does in trouble and when it is in force, as typed. Durations in seconds, moments as date-time inputs hold them. */
export interface PolicyDraft {
  misfire: MisfirePolicy;
  misfireGraceS: string;
  overlap: OverlapPolicy;
  retries: string;
  retryDelayS: string;
  retryOn: RetryableStatus[];
  spreadS: string;
  startsAt: string;
  endsAt: string;
  pausedUntil: string;
}

/** A task as its form holds it: as typed, right or wrong. */
export interface TaskDraft extends PolicyDraft {
  name: string;
  pageId: number | null;
  scheduled: boolean;
  /** At least one, even while the task runs on demand: what was typed stays. */
  schedules: ScheduleDraft[];
  triggers: TriggerDraft[];
  active: boolean;
  /** Whether pages may run it; null until somebody says, and then as a new task is by default. */
  callable: boolean | null;
  /** Seconds, as typed. */
  timeoutS: string;
}

const POLICY_DEFAULTS: PolicyDraft = {
  misfire: TASK_DEFAULTS.misfire,
  misfireGraceS: String(TASK_DEFAULTS.misfireGraceMs / 1_000),
  overlap: defaultOverlap({}),
  retries: String(TASK_DEFAULTS.retries),
  retryDelayS: String(TASK_DEFAULTS.retryDelayMs / 1_000),
  retryOn: [...TASK_DEFAULTS.retryOn],
  spreadS: String(TASK_DEFAULTS.spreadMs / 1_000),
  startsAt: "",
  endsAt: "",
  pausedUntil: "",
};

/** One more schedule, in the zone of the last. */
export const newScheduleDraft = (schedules: readonly ScheduleDraft[], timezone: string): ScheduleDraft => ({
  key: 1 + Math.max(0, ...schedules.map(({ key }) => key)),
  frequency: "",
  timezone,
  payload: "",
});

export const newTaskDraft = (timezone: string, pageId: number | null): TaskDraft => ({
  name: "",
  pageId,
  scheduled: false,
  schedules: [newScheduleDraft([], timezone)],
  triggers: [],
  active: TASK_DEFAULTS.active,
  callable: null,
  timeoutS: String(TASK_DEFAULTS.timeoutMs / 1_000),
  ...POLICY_DEFAULTS,
});

export const taskDraftOf = (task: Task): TaskDraft => ({
  name: task.name,
  pageId: task.pageId,
  scheduled: task.schedules.length > 0,
  schedules:
    task.schedules.length === 0
      ? [newScheduleDraft([], task.timezone)]
      : task.schedules.map(({ id, frequency, timezone, payload }) => ({
          key: id,
          id,
          frequency,
          timezone,
          payload: payload === null ? "" : prettyJson(payload),
        })),
  triggers: task.triggers.map(triggerDraftOf),
  active: task.active,
  callable: task.callable,
  timeoutS: String(task.timeoutMs / 1_000),
  misfire: task.misfire,
  misfireGraceS: String(task.misfireGraceMs / 1_000),
  overlap: task.overlap,
  retries: String(task.retries),
  retryDelayS: String(task.retryDelayMs / 1_000),
  retryOn: task.retryOn,
  spreadS: String(task.spreadMs / 1_000),
  startsAt: task.startsAt ? toLocalInput(task.startsAt) : "",
  endsAt: task.endsAt ? toLocalInput(task.endsAt) : "",
  pausedUntil: task.pausedUntil ? toLocalInput(task.pausedUntil) : "",
});

/** A task that nothing else starts is there to be called. */
export const isCallable = ({ callable, ...draft }: TaskDraft) => callable ?? !startsByItself(draft);

/** Whether its overlap policy has something to say. */
export const startsByItself = ({ scheduled, triggers }: Pick<TaskDraft, "scheduled" | "triggers">) =>
  scheduled || triggers.length > 0;

/**
 * The first trigger of a task without a schedule has its events wait for each other: a fire that is skipped is made up for
 * by the next one, an event is work left undone.
 */
export const withTriggers = (draft: TaskDraft, triggers: TriggerDraft[]): Partial<TaskDraft> => ({
  triggers,
  ...(!startsByItself(draft) && draft.overlap === "skip" && { overlap: "queue" as const }),
});

const COPY_SUFFIX = "-copy";

/** A new task that is set as another one is, under a name of its own. What is on its way to its end is not copied. */
export const taskCopyOf = (task: Task): TaskDraft => ({
  ...taskDraftOf(task),
  name: `${task.name.slice(0, TASK_NAME_LENGTH_MAX - COPY_SUFFIX.length)}${COPY_SUFFIX}`,
  schedules: taskDraftOf(task).schedules.map(({ id: _saved, ...schedule }, index) => ({ ...schedule, key: index + 1 })),
  pausedUntil: "",
});

const ms = (seconds: string) => Math.round(Number(seconds) * 1_000);

/** What the server is sent. Call it only when there is no problem. */
export const taskInputOf = (draft: TaskDraft, pageId: number) => ({
  name: draft.name,
  pageId,
  ...(draft.scheduled
    ? { timezone: draft.schedules[0]!.timezone, schedules: draft.schedules.map(scheduleInputOf) }
    : { frequency: null }),
  triggers: draft.triggers.map(triggerInputOf),
  active: draft.active,
  ...(draft.callable !== null && { callable: draft.callable }),
  timeoutMs: ms(draft.timeoutS),
  misfire: draft.misfire,
  misfireGraceMs: ms(draft.misfireGraceS),
  overlap: draft.overlap,
  retries: Number(draft.retries),
  retryDelayMs: ms(draft.retryDelayS),
  retryOn: draft.retryOn,
  spreadMs: ms(draft.spreadS),
  startsAt: fromLocalInput(draft.startsAt),
  endsAt: fromLocalInput(draft.endsAt),
  pausedUntil: fromLocalInput(draft.pausedUntil),
});

function scheduleInputOf({ id, frequency, timezone, payload }: ScheduleDraft) {
  const parsed = parsePayload(payload);
  return {
    ...(id !== undefined && { id }),
    frequency: frequency.trim(),
    timezone,
    ...(parsed.ok && parsed.value !== undefined && { payload: parsed.value }),
  };
}

/** Only what differs from the draft that the form began with: what was changed elsewhere meanwhile stays. */
export function taskChangesOf(initial: TaskDraft, draft: TaskDraft, pageId: number) {
  const before = Object.entries(taskInputOf(initial, initial.pageId ?? pageId));
  const known = new Map(before.map(([key, value]) => [key, JSON.stringify(value)]));
  const changes = Object.entries(taskInputOf(draft, pageId)).filter(
    ([key, value]) => known.get(key) !== JSON.stringify(value),
  );
  return Object.fromEntries(changes) as TaskChanges;
}

export type TaskChanges = Partial<ReturnType<typeof taskInputOf>> & { schedules?: ScheduleInput[] };
type ScheduleInput = ReturnType<typeof scheduleInputOf>;

/** A task's schedules are one setting, however they are sent. */
const settingOf = (field: string) => (/^(frequency|timezone)$/.test(field) ? "schedules" : field);

/** Whether two changes of the same task set the same. */
export function changesMeet(mine: TaskChanges, theirs: TaskChanges): boolean {
  const settings = new Set(Object.keys(theirs).map(settingOf));
  return Object.keys(mine).some((field) => settings.has(settingOf(field)));
}

/** The changes as they can be sent to the task as it is now: a schedule that somebody removed meanwhile is a new one. */
export function forSchedulesOf(task: Task, { schedules, ...changes }: TaskChanges): TaskChanges {
  if (!schedules) return changes;
  const known = new Set(task.schedules.map(({ id }) => id));
  const sent = schedules.map(({ id, ...schedule }) => ({
    ...(id !== undefined && known.has(id) && { id }),
    ...schedule,
  }));
  return { ...changes, schedules: sent };
}

/** What the form holds after a save: the task as it was saved, with what was typed since `sent` went out. */
export function draftAfterSave(task: Task, sent: TaskDraft, now: TaskDraft): TaskDraft {
  const saved = taskDraftOf(task);
  const isSame = (key: keyof TaskDraft) => JSON.stringify(now[key]) === JSON.stringify(sent[key]);
  const later = Object.keys(now).filter((key) => !isSame(key as keyof TaskDraft));
  const draft: TaskDraft = { ...saved, ...Object.fromEntries(later.map((key) => [key, now[key as keyof TaskDraft]])) };
  if (isSame("schedules")) return draft;
  // A schedule that is saved by now must not be made a second time.
  const ids = new Map(sent.schedules.map(({ key }, index) => [key, task.schedules[index]?.id]));
  return { ...draft, schedules: now.schedules.map(withId) };

  function withId(schedule: ScheduleDraft): ScheduleDraft {
    const id = ids.get(schedule.key);
    return id === undefined ? schedule : { ...schedule, id };
  }
}
