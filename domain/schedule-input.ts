import { z } from "zod";
import { instantSchema } from "./schema.ts";

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
