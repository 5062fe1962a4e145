import { z } from "zod";
import { RUN_STATUSES } from "../run.ts";
import { about, count, flag, id, instant, ms, named, text } from "./values.ts";

const status = z.enum(RUN_STATUSES);
const warnings = about(
  z.array(z.object({ code: text, message: text })),
  "What the expression does that one might not expect.",
);

export const scheduleTextSchema = named("ScheduleText", "A schedule in words.", z.object({ text, warnings }));

export const schedulePreviewSchema = named(
  "SchedulePreview",
  "A schedule in words, with its next fire times.",
  z.object({ text, warnings, fires: z.array(instant) }),
);

export const parsedScheduleSchema = named(
  "ParsedSchedule",
  "What a sentence or an expression means.",
  z.object({ frequency: text, timezone: text, text }),
);

const ledgerRowSchema = named(
  "LedgerRow",
  "One fire, and what became of it.",
  z.object({
    runId: id,
    scheduleId: id,
    fireAt: instant,
    status,
    reason: text.nullable(),
    startedAt: instant.nullable(),
    delayMs: ms.nullable(),
    durationMs: ms.nullable(),
  }),
);

export const scheduleAuditSchema = named(
  "ScheduleAudit",
  "The fires that a task's schedules promised in a window, beside what the ledger holds.",
  z.object({
    expected: z.array(instant),
    rows: about(z.array(ledgerRowSchema), "Oldest first."),
    holes: about(z.array(instant), "Promised, and without a row: empty, always."),
    duplicates: about(z.array(instant), "With more than one row: empty, always."),
    drift: z.object({ p50Ms: ms, p95Ms: ms }).nullable(),
  }),
);

const timetableFireSchema = named(
  "TimetableFire",
  "A fire that was, or that will be.",
  z.object({
    appId: id,
    appName: text,
    taskId: id,
    taskName: text,
    scheduleId: id,
    fireAt: instant,
    effectiveAt: about(instant.nullable(), "When it starts, where that is not at its time."),
    status: z.union([status, z.literal("upcoming")]),
    runId: id.nullable(),
  }),
);

export const timetableSchema = named(
  "Timetable",
  "What ran and what will in a window.",
  z.object({
    fires: z.array(timetableFireSchema),
    hours: about(
      z.array(z.object({ hour: text, taskId: id, taskName: text, appName: text, fires: count, failed: count })),
      "Fires in each hour that has any, whether listed or not.",
    ),
    crowded: about(z.array(z.object({ minute: text, taskNames: z.array(text) })), "Minutes that several tasks share."),
    isCut: about(flag, "Whether fires leaves some out."),
  }),
);

export const loadAheadSchema = named(
  "LoadAhead",
  "How many runs the app's schedules will start in each minute of a window.",
  z.object({ from: instant, minutes: z.array(count), tasks: count, isCut: flag }),
);

export const plannedFireSchema = named(
  "PlannedFire",
  "The row of a fire that is decided ahead.",
  z.object({ runId: id }),
);

export const undoneFireSchema = named("UndoneFire", "Whose fire is as it was.", z.object({ scheduleId: id }));

export const backfillSchema = named(
  "Backfill",
  "Fires of a past window, and how many runs were queued for them.",
  z.object({
    fires: z.array(
      z.object({
        scheduleId: id,
        fireAt: instant,
        state: about(z.enum(["ran", "due"]), "due: it is run by the backfill."),
        runId: id.nullable(),
        status: status.nullable(),
      }),
    ),
    queued: count,
  }),
);
