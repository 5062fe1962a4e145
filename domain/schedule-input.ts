import { z } from "zod";
import { BACKFILL_CONCURRENCY_MAX } from "./limits.ts";
import { idSchema, instantSchema } from "./schema.ts";

export const previewInput = z.strictObject({
  frequency: z.string().max(1_000),
  timezone: z.string().max(100).default("UTC"),
  from: instantSchema.optional(),
  count: z.int().min(1).max(100).default(10),
});
export type PreviewInput = z.input<typeof previewInput>;

export const describeInput = z.strictObject({
  frequency: z.string().max(1_000),
  timezone: z.string().max(100).default("UTC"),
});
export type DescribeInput = z.input<typeof describeInput>;

export const parseInput = z.strictObject({
  /** A sentence ("every weekday at 9:30") or a cron expression. */
  text: z.string().max(1_000),
  timezone: z.string().max(100).default("UTC"),
});
export type ParseInput = z.input<typeof parseInput>;

/** Fires that one audit compares at most. */
export const AUDIT_FIRES_MAX = 11_000;

export const auditInput = z
  .strictObject({
    taskId: idSchema("taskId must be the id of a task."),
    from: instantSchema,
    to: instantSchema,
  })
  .refine(({ from, to }) => Date.parse(from) <= Date.parse(to), { path: ["to"], error: "to must not be before from." });
export type AuditInput = z.infer<typeof auditInput>;

const scheduleId = idSchema("scheduleId must be the id of a schedule.");

export const fireRefInput = z.strictObject({ scheduleId, fireAt: instantSchema });
export type FireRefInput = z.infer<typeof fireRefInput>;

export const moveFireInput = fireRefInput.extend({ to: instantSchema });
export type MoveFireInput = z.infer<typeof moveFireInput>;

/** How far ahead one fire may be moved from its time, ms. */
export const MOVE_MS_MAX = 31 * 86_400_000;

/** The longest window of a timetable, ms. */
export const TIMETABLE_MS_MAX = 8 * 86_400_000;

export const timetableInput = z.strictObject({ from: instantSchema, to: instantSchema });
export type TimetableInput = z.infer<typeof timetableInput>;

export const loadInput = timetableInput.extend({
  /** A task to leave out: the one that is being edited. */
  exceptTaskId: idSchema("exceptTaskId must be the id of a task.").optional(),
});
export type LoadInput = z.infer<typeof loadInput>;

export const BACKFILL_FIRES_MAX = 1_000;

export const backfillInput = z.strictObject({
  taskId: idSchema("taskId must be the id of a task."),
  from: instantSchema,
  to: instantSchema,
  /** Only lists what would run. */
  dryRun: z.boolean().default(true),
  /** Runs at once. */
  concurrency: z.int().min(1).max(BACKFILL_CONCURRENCY_MAX).default(1),
});
export type BackfillInput = z.input<typeof backfillInput>;
