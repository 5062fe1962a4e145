import { z } from "zod";
import { TITLE_LENGTH_MAX } from "./limits.ts";
import { titleSchema } from "./schema.ts";
import { timezoneSchema } from "./task.ts";

/** The use cases that a new screen can start from. */
export const TEMPLATE_KEYS = [
  "usage-report",
  "todays-bookings",
  "rss-import",
  "check-out",
  "weekly-reminders",
  "send-leads",
  "my-projects",
] as const;
export type TemplateKey = (typeof TEMPLATE_KEYS)[number];

/** A template as the studio offers it. */
export interface ScreenTemplate {
  key: TemplateKey;
  /** What the screen is called unless its builder says otherwise. */
  name: string;
  /** What it does, in a sentence. */
  summary: string;
  /** What it lacks until somebody sets it, each a sentence; empty when it works as it comes. */
  needs: string[];
  task: {
    name: string;
    /** Cron expression; null for a task that runs on demand. */
    frequency: string | null;
  };
  /** Data sources that it reads and writes; those that the app lacks are made, with rows to try it on. */
  dataSources: string[];
}

export const useTemplateInput = z.strictObject({
  template: z.enum(TEMPLATE_KEYS, { error: `template must be one of ${TEMPLATE_KEYS.join(", ")}.` }),
  /** The template's own name when absent. */
  name: titleSchema("A screen", TITLE_LENGTH_MAX).optional(),
  /** IANA name of the zone that its task keeps time in. UTC when absent. */
  timezone: timezoneSchema.optional(),
  /** Whether its task is made too. */
  withTask: z.boolean({ error: "withTask must be true or false." }).default(true),
});
export type UseTemplateInput = z.input<typeof useTemplateInput>;

/** What came of a template. */
export interface UsedTemplate {
  screenId: number;
  /** Its schedule is switched off until somebody switches it on; null when none was asked for. */
  task: { id: number; name: string } | null;
  /** Names of the data sources that were made; those that were there already are used as they are. */
  dataSources: string[];
}
