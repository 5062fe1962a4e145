import { z } from "zod";
import type { RunErrorInfo } from "./errors.ts";
import { LOGS_LIMIT_DEFAULT, LOGS_LIMIT_MAX } from "./limits.ts";
import { LOG_LEVELS, LOG_LINE_KINDS, LOG_MODES, type LogLevel, type LogLineKind, type LogMode } from "./log-values.ts";
import { RUN_STATUSES } from "./run.ts";
import { idSchema, instantSchema, plainTextSchema } from "./schema.ts";

export const LOG_ENTRY_TYPES = ["app.task.completed", "app.task.failed"] as const;
export type LogEntryType = (typeof LOG_ENTRY_TYPES)[number];

/** The record of a finished run, in the shape of the reference document. */
export interface LogEntry {
  id: number;
  createdAt: string;
  type: LogEntryType;
  appId: number;
  data: {
    mode: LogMode;
    /** ms */
    duration: number;
    pageId: number;
    taskId: number;
    taskName: string;
    runId: number;
    status: string;
    result?: unknown;
    error?: RunErrorInfo;
  };
}

export interface LogLine {
  id: number;
  runId: number;
  taskId: number | null;
  taskName: string;
  seq: number;
  at: string;
  level: LogLevel;
  kind: LogLineKind;
  message: string;
  /** The arguments as JSON values; null for lines that are no console call. */
  args: unknown[] | null;
  /** ms from call to answer of what a capability did; null for other lines. */
  durationMs: number | null;
}

/** Lines in the order asked for. */
export interface LinePage {
  lines: LogLine[];
  /** Where the next page begins. Newest first it is null at the end; oldest first it is kept, to ask again later. */
  nextCursor: number | null;
  /** Whether there may be more to read now. A page can be short, even empty, and yet have more behind it. */
  hasMore: boolean;
  /** Id of the app's newest line as it stood before the page was read, whatever the filter; 0 for an empty log. */
  head: number;
}

export const getLogsInput = z.strictObject({
  /** One task, by its id. */
  id: idSchema("id must be the id of a task.").optional(),
  where: z
    .strictObject({
      type: z
        .enum(LOG_ENTRY_TYPES, { error: 'where.type must be "app.task.completed" or "app.task.failed".' })
        .optional(),
    })
    .optional(),
  limit: z
    .int({ error: "limit must be a whole number." })
    .min(1, { error: "limit must be at least 1." })
    .max(LOGS_LIMIT_MAX, { error: `limit must be at most ${LOGS_LIMIT_MAX}.` })
    .default(LOGS_LIMIT_DEFAULT),
  offset: z
    .int({ error: "offset must be a whole number." })
    .min(0, { error: "offset must not be negative." })
    .max(1_000_000_000)
    .default(0),
});
export type GetLogsInput = z.input<typeof getLogsInput>;

/** One value or several. */
const someOf = <T extends string>(values: readonly [T, ...T[]]) => {
  const one = z.enum(values);
  return z.union([one, z.array(one).min(1).max(values.length)]);
};

export const LOG_SEARCH_LENGTH_MAX = 500;
export const LOG_FIELD_LENGTH_MAX = 200;
const fieldText = plainTextSchema(
  LOG_FIELD_LENGTH_MAX,
  `A field's name and value are texts of at most ${LOG_FIELD_LENGTH_MAX} characters.`,
);

export const lineFilter = z.strictObject({
  runId: idSchema("runId must be the id of a run.").optional(),
  taskId: idSchema("taskId must be the id of a task.").optional(),
  /** Status of the line's run. */
  status: z.enum(RUN_STATUSES).optional(),
  mode: z.enum(LOG_MODES).optional(),
  level: someOf(LOG_LEVELS).optional(),
  kind: someOf(LOG_LINE_KINDS).optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  /** Lines whose message holds this text, whatever the case; in double quotes, with exactly these capitals. */
  search: plainTextSchema(
    LOG_SEARCH_LENGTH_MAX,
    `The text to search for may have at most ${LOG_SEARCH_LENGTH_MAX} characters.`,
  ).optional(),
  /** Lines that were given an object with this field of its own, and with this value when one is named. */
  field: z.strictObject({ name: fieldText.min(1), value: fieldText.optional() }).optional(),
});
export type LineFilter = z.input<typeof lineFilter>;

export const listLinesInput = lineFilter.extend({
  /** `desc`: newest first, older pages follow. `asc`: lines after `cursor`, for following a run. */
  order: z.enum(["asc", "desc"]).default("desc"),
  limit: z.int().min(1).max(1_000).default(100),
  cursor: z.int().min(0).nullish(),
});
export type ListLinesInput = z.input<typeof listLinesInput>;

/** What to follow: the filter, without an end in time. */
export const streamLinesInput = lineFilter.omit({ to: true }).extend({
  /** Id of a line: those after it come first, then what is written from now on. Without it, only the latter. */
  cursor: z.int().min(0).nullish(),
  /** Id of the last line that a reader got before its link broke, as `EventSource` and tRPC's client send it; goes before `cursor`. */
  lastEventId: z
    .string()
    .regex(/^\d{1,16}$/, { error: "lastEventId must be the id of a line." })
    .optional(),
});
export type StreamLinesInput = z.input<typeof streamLinesInput>;

export const lineRefInput = z.strictObject({ id: idSchema("id must be the id of a log line.") });
export type LineRefInput = z.infer<typeof lineRefInput>;

export const findLineInput = z.strictObject({ at: instantSchema });
export type FindLineInput = z.infer<typeof findLineInput>;
