import {
  backfillSchema,
  loadAheadSchema,
  parsedScheduleSchema,
  plannedFireSchema,
  scheduleAuditSchema,
  schedulePreviewSchema,
  scheduleTextSchema,
  timetableSchema,
  undoneFireSchema,
} from "#domain/api/schedule.ts";
import { operation } from "../operation.ts";

const WINDOW = { from: "2026-01-01T00:00:00Z", to: "2026-01-08T00:00:00Z" };
const FIRE = { scheduleId: 1, fireAt: "2026-01-05T08:00:00Z" };

export const scheduleOperations = [
  operation("GET /schedules/preview", "schedules.preview", schedulePreviewSchema, {
    summary: "When a schedule fires next",
    description: "The words, the warnings and the next fire times, computed by what also fires.",
    example: { frequency: "0 8 * * 1", timezone: "Europe/London", count: 3 },
  }),
  operation("GET /schedules/describe", "schedules.describe", scheduleTextSchema, {
    summary: "A cron expression in words",
    example: { frequency: "*/5 9-17 * * 1-5" },
  }),
  operation("GET /schedules/parse", "schedules.parse", parsedScheduleSchema, {
    summary: "A sentence as a cron expression",
    example: { text: "every weekday at 9:30", timezone: "Europe/London" },
  }),
  operation("GET /schedules/audit", "schedules.audit", scheduleAuditSchema, {
    summary: "Compare a task's fires with what was promised",
    example: { taskId: 1, ...WINDOW },
  }),
  operation("GET /schedules/timetable", "schedules.timetable", timetableSchema, {
    summary: "What ran and what will",
    description: "In a window of at most eight days.",
    example: WINDOW,
  }),
  operation("GET /schedules/load", "schedules.load", loadAheadSchema, {
    summary: "How many runs start in each minute ahead",
    description: "In a window of at most eight days.",
    example: WINDOW,
  }),
  operation("POST /schedules/backfill", "schedules.backfill", backfillSchema, {
    summary: "Make up for past fires",
    description: "Only lists what would run, unless dryRun is false.",
    example: { taskId: 1, ...WINDOW, dryRun: true },
  }),
  operation("POST /schedules/{scheduleId}/fires/skip", "schedules.skipFire", plannedFireSchema, {
    summary: "Skip a fire ahead of time",
    example: FIRE,
  }),
  operation("POST /schedules/{scheduleId}/fires/move", "schedules.moveFire", plannedFireSchema, {
    summary: "Move a fire to another time",
    example: { ...FIRE, to: "2026-01-05T09:30:00Z" },
  }),
  operation("POST /schedules/{scheduleId}/fires/undo", "schedules.undoFire", undoneFireSchema, {
    summary: "Let a skipped or moved fire be as it was",
    example: FIRE,
  }),
];
