import { z } from "zod";
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

/** Fires that one audit compares at most. */
export const AUDIT_FIRES_MAX = 10_000;

export const auditInput = z.strictObject({
  taskId: idSchema("taskId must be the id of a task."),
  from: instantSchema,
  to: instantSchema,
});
export type AuditInput = z.infer<typeof auditInput>;
