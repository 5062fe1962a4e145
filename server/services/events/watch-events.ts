import { and, asc, eq, gte, isNull, lte, or, sql } from "drizzle-orm";
import type { PgBoss } from "pg-boss";
import type { Db } from "#db/client.ts";
import { appEvents, eventTriggers, type TaskRow, tasks } from "#db/schema/index.ts";
import type { AppEvent, EventType } from "#domain/event.ts";
import type { Actor } from "../../context.ts";
import { actorName } from "../../context.ts";
import { type EventDocument, readEventFilter } from "./event-filter.ts";
import { insertEventRuns } from "./insert-event-runs.ts";

/** The transaction of what happens. */
export interface EventTx {
  db: Pick<Db, "select" | "insert" | "update" | "execute">;
  queue: PgBoss;
  appId: number;
}

/** Who made it happen, and how many runs deep that is. */
export interface Cause {
  actorName: string;
  /** The run that did it, or whose end it is. */
  runId: number | null;
  /** Of the runs that it starts. */
  depth: number;
}

/** What happened, before it is written down. */
export type Happening = Pick<AppEvent, "data"> &
  Partial<Pick<AppEvent, "dataSourceId" | "dataSourceEntryId" | "taskId">>;

/** A task that waits for events of a type, and which of them. */
export interface Listener {
  task: Pick<TaskRow, "id" | "screenId" | "overlap">;
  matches(event: EventDocument): boolean;
}

export interface EventWatch {
  /** Writes down what a task waits for, with the runs that it starts. */
  tell(happenings: readonly Happening[]): Promise<void>;
}

/** Events that one statement writes. */
const BATCH = 1_000;

/** A caller that is no run starts runs of depth 0. */
export const causeOf = (actor: Actor): Cause => ({
  actorName: actorName(actor),
  runId: actor.kind === "run" ? actor.runId : null,
  depth: actor.kind === "run" ? actor.depth + 1 : 0,
});

/**
 * Asks whether any task of the app waits for events of a type; null when none does, which costs one look at an index. Ask
 * in the transaction of the change and tell it there what changed: the events, their runs and the runs' jobs are then
 * there if and only if the change is.
 *
 * @param besides a task that is not told: the one whose own end it is.
 */
export async function watchEvents(
  tx: EventTx,
  type: EventType,
  cause: Cause,
  besides?: number,
): Promise<EventWatch | null> {
  const listeners = (await readListeners(tx, type)).filter(({ task }) => task.id !== besides);
  if (listeners.length === 0) return null;
  const begun = new Set<number>();
  return {
    async tell(happenings) {
      for (let start = 0; start < happenings.length; start += BATCH)
        await tellBatch(tx, type, cause, listeners, happenings.slice(start, start + BATCH), begun);
    },
  };
}

async function readListeners({ db, appId }: EventTx, type: EventType): Promise<Listener[]> {
  const now = sql`now()`;
  const rows = await db
    .select({ where: eventTriggers.where, task: { id: tasks.id, screenId: tasks.screenId, overlap: tasks.overlap } })
    .from(eventTriggers)
    .innerJoin(tasks, eq(tasks.id, eventTriggers.taskId))
    .where(
      and(
        eq(eventTriggers.appId, appId),
        eq(eventTriggers.eventType, type),
        eq(tasks.active, true),
        isNull(tasks.deletedAt),
        or(isNull(tasks.startsAt), lte(tasks.startsAt, now)),
        or(isNull(tasks.endsAt), gte(tasks.endsAt, now)),
        or(isNull(tasks.pausedUntil), lte(tasks.pausedUntil, now)),
      ),
    )
    .orderBy(asc(eventTriggers.id));
  // A task that two of its triggers match is told once.
  const ofTask = Map.groupBy(rows, ({ task }) => task.id);
  return [...ofTask.values()].map((own) => {
    const filters = own.map(({ where }) => readEventFilter(where));
    return { task: own[0]!.task, matches: (event) => filters.some((filter) => filter(event)) };
  });
}

async function tellBatch(
  tx: EventTx,
  type: EventType,
  cause: Cause,
  listeners: readonly Listener[],
  happenings: readonly Happening[],
  begun: Set<number>,
): Promise<void> {
  const heard = happenings
    .map((happening) => {
      const document = { ...happening, runId: cause.runId };
      return { happening, tasks: listeners.filter(({ matches }) => matches(document)).map(({ task }) => task) };
    })
    .filter(({ tasks }) => tasks.length > 0);
  if (heard.length === 0) return;
  const rows = await tx.db
    .insert(appEvents)
    .values(
      heard.map(({ happening: { data, dataSourceId, dataSourceEntryId, taskId } }) => ({
        ...{ appId: tx.appId, type, data, runId: cause.runId, actorName: cause.actorName },
        ...{ dataSourceId: dataSourceId ?? null, dataSourceEntryId: dataSourceEntryId ?? null, taskId: taskId ?? null },
      })),
    )
    .returning();
  const wishes = rows.flatMap(({ actorName: userName, type: _type, createdAt, ...row }, index) => {
    const event: AppEvent = { ...row, userName, type, createdAt: createdAt.toISOString() };
    return heard[index]!.tasks.map((task) => ({ task, event }));
  });
  await insertEventRuns(tx, wishes, cause, begun);
}
