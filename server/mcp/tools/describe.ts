import { z } from "zod";
import { tool } from "../tool.ts";

export const describeTools = [
  tool({
    name: "describe_schedule",
    title: "Describe a schedule",
    description:
      "What a cron expression means here: in words, with warnings where words mislead, and its next fire times in the zone. Use it before proposing a schedule.",
    input: z.strictObject({
      frequency: z.string().min(1).max(1_000).describe("A cron expression of five fields, e.g. 0 8 * * 1."),
      timezone: z.string().max(100).default("UTC").describe("An IANA name, e.g. Europe/London."),
      count: z.int().min(1).max(20).default(5).describe("How many fire times."),
    }),
    procedures: ["schedules.preview"],
    kind: "reads",
    run: (api, input) => api.schedules.preview(input),
  }),
];
