import { z } from "zod";
import { LOG_ENTRY_TYPES } from "../log.ts";
import { LOG_LEVELS, LOG_LINE_KINDS, LOG_MODES } from "../log-values.ts";
import { ENVIRONMENTS, RUN_STATUSES } from "../run.ts";
import { runErrorSchema } from "./error.ts";
import { about, anything, count, flag, id, instant, ms, named, nextCursor, share, text } from "./values.ts";

const logEntrySchema = named(
  "LogEntry",
  "The record of a finished run.",
  z.object({
    id,
    createdAt: instant,
    type: z.enum(LOG_ENTRY_TYPES),
    appId: id,
    data: z.object({
      mode: z.enum(LOG_MODES),
      duration: about(ms, "ms"),
      pageId: id,
      taskId: id,
      taskName: text,
      runId: id,
      status: text,
      result: anything.optional(),
      error: runErrorSchema.optional(),
    }),
  }),
);

export const logEntriesSchema = named(
  "LogEntries",
  "Records of finished runs, newest first.",
  z.object({ count: about(count, "Of all that match."), logs: z.array(logEntrySchema) }),
);

export const logLineSchema = named(
  "LogLine",
  "One console call of a run, or one thing that it did.",
  z.object({
    id,
    runId: id,
    taskId: id.nullable(),
    taskName: text,
    seq: count,
    at: instant,
    level: z.enum(LOG_LEVELS),
    kind: z.enum(LOG_LINE_KINDS),
    message: text,
    args: about(z.array(anything).nullable(), "The arguments as JSON values; null for what is no console call."),
    durationMs: about(ms.nullable(), "From call to answer of what a run did outside."),
  }),
);

export const linePageSchema = named(
  "LinePage",
  "Lines in the order asked for.",
  z.object({
    lines: z.array(logLineSchema),
    nextCursor: about(
      nextCursor,
      "Where the next page begins. Newest first it is null at the end; oldest first it is kept, to ask again later.",
    ),
    hasMore: about(flag, "Whether there may be more to read now: a short page can have more behind it."),
    head: about(count, "Id of the app's newest line as it stood before; 0 for an empty log."),
  }),
);

export const foundLineSchema = named("FoundLine", "The line nearest to an instant.", z.object({ id: id.nullable() }));

const runRef = z.object({
  id,
  status: z.enum(RUN_STATUSES),
  at: instant,
  errorLine: text.nullable(),
});

export const overviewSchema = named(
  "Overview",
  "What the app does now, and how its day has gone.",
  z.object({
    active: about(
      z.array(
        z.object({
          id,
          taskId: id,
          taskName: text,
          status: z.enum(["queued", "running"]),
          environment: z.enum(ENVIRONMENTS),
          queuedAt: instant,
          startedAt: instant.nullable(),
        }),
      ),
      "Running ones, then those that wait.",
    ),
    runningCount: count,
    waitingCount: count,
    attention: about(
      z.array(
        z.object({
          taskId: id,
          taskName: text,
          environment: z.enum(ENVIRONMENTS),
          run: runRef,
          count,
          since: instant,
        }),
      ),
      "Tasks that ended badly in the last day and have not completed a run since.",
    ),
    today: z.object({
      since: instant,
      completed: count,
      failed: count,
      missed: count,
      successRate: share.nullable(),
      p50Ms: ms.nullable(),
      p95Ms: ms.nullable(),
      startDelay: about(z.object({ p50Ms: ms, p95Ms: ms }).nullable(), "How long after their time runs started."),
      isCut: flag,
    }),
  }),
);
