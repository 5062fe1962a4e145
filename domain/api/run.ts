import { z } from "zod";
import { ENVIRONMENTS, RUN_STATUSES, RUN_TRIGGERS } from "../run.ts";
import { runErrorSchema } from "./error.ts";
import { about, anything, count, flag, id, instant, ms, named, nextCursor, text } from "./values.ts";

const status = z.enum(RUN_STATUSES);

/** The user of an app on whose behalf a run was asked for, as the app's own token described them. */
const appUserSchema = named(
  "AppUser",
  "The app's user on whose behalf it was asked for: what the app's signed token said.",
  z.looseObject({ sub: text, email: text.optional(), name: text.optional() }),
);

const summary = {
  id,
  appId: id,
  taskId: id,
  taskName: text,
  pageId: id,
  screenName: text,
  screenVersionId: id.nullable(),
  screenVersion: about(z.int().nullable(), "Number of the screen's version that ran; null before it was chosen."),
  environment: z.enum(ENVIRONMENTS),
  status,
  trigger: z.enum(RUN_TRIGGERS),
  scheduleId: id.nullable(),
  fireAt: about(instant.nullable(), "The instant the schedule named; null for runs that were asked for."),
  backfillOf: about(instant.nullable(), "The past fire that a backfill makes up for."),
  effectiveAt: about(instant.nullable(), "Not to start before; null: at once."),
  held: about(flag, "Waits for another run to end."),
  queuedAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
  durationMs: ms.nullable(),
  reason: about(text.nullable(), "Why a fire became no execution, or why a run ended without one."),
  attempt: about(count, "Executions begun."),
  failures: about(count, "Of those, the ones that failed and were or will be tried again."),
  error: runErrorSchema.nullable(),
};

const runSummarySchema = named("RunSummary", "A run as lists show it.", z.object(summary));

const attemptSchema = named(
  "Attempt",
  "One execution of a run that ended.",
  z.object({
    number: z.int().min(1),
    status,
    error: runErrorSchema.nullable(),
    startedAt: instant.nullable(),
    finishedAt: instant,
    durationMs: ms,
  }),
);

export const runSchema = named(
  "Run",
  "One intention to execute a task, and what became of it.",
  z.object({
    ...summary,
    attempts: about(z.array(attemptSchema), "Oldest first."),
    payload: anything,
    result: anything,
    hasResult: about(flag, "Whether a result was recorded: a result of null is one."),
    replayOf: id.nullable(),
    parentRunId: id.nullable(),
    user: appUserSchema.nullable(),
  }),
);

export const runPageOfListSchema = named(
  "RunList",
  "A page of runs.",
  z.object({ runs: z.array(runSummarySchema), nextCursor }),
);

export const runCountSchema = named(
  "RunCount",
  "How many runs a filter names.",
  z.object({
    count,
    isMore: about(flag, "Whether there are more than were counted."),
    newestId: about(count, "Id of the app's newest run; 0 when it has none."),
  }),
);

export const runScreenshotSchema = named(
  "RunPage",
  "What a run's browser showed when it ended.",
  z.object({
    screenshot: about(text.nullable(), "JPEG, base64; null when too large, or when the run had read a secret."),
    text,
  }),
);

export const bulkRunsResultSchema = named(
  "BulkRunsResult",
  "What one batch did.",
  z.object({
    done: about(count, "Runs that it was done to."),
    skipped: z.array(z.object({ id, status: text, message: text })),
    nextCursor: about(text.nullable(), "Send it as cursor to go on; null when nothing is left."),
  }),
);
