import { z } from "zod";
import {
  CONCURRENT_RUNS_MAX,
  JSON_BYTES_MIN,
  MESSAGES_PER_DAY_MAX,
  PAYLOAD_BYTES_MAX,
  RESULT_BYTES_MAX,
  RUNS_PER_MINUTE_MAX,
  TASKS_PER_APP_MAX,
  TITLE_LENGTH_MAX,
} from "./limits.ts";
import { idSchema, titleSchema } from "./schema.ts";

export interface AppLimits {
  /** Live tasks at once. */
  tasks: number;
  /** On-demand runs in a minute; scheduled ones are not counted. */
  runsPerMinute: number;
  /** Runs at once, on all processes together; further ones wait. */
  concurrentRuns: number;
  /** Size of a payload, bytes of JSON. */
  payloadBytes: number;
  /** Size of a result, bytes of JSON. */
  resultBytes: number;
  /** Mails in any 24 hours. */
  mailsPerDay: number;
  /** Text messages in any 24 hours. */
  smsPerDay: number;
  /** Push messages in any 24 hours, one for each subscription. */
  pushesPerDay: number;
}

export interface App {
  id: number;
  name: string;
  limits: AppLimits;
  createdAt: string;
  updatedAt: string;
}

/** An app with what its card in the studio shows. */
export interface AppSummary extends App {
  taskCount: number;
  activeTaskCount: number;
  nextRunAt: string | null;
  /** Runs that ended in the last 24 hours. */
  completed24h: number;
  failed24h: number;
}

export const createAppInput = z.strictObject({ name: titleSchema("An app", TITLE_LENGTH_MAX) });
export type CreateAppInput = z.infer<typeof createAppInput>;

const appId = idSchema("id must be the id of an app.");
export const appRefInput = z.strictObject({ id: appId });
export type AppRefInput = z.infer<typeof appRefInput>;

export const updateAppInput = z.strictObject({
  id: appId,
  name: titleSchema("An app", TITLE_LENGTH_MAX).optional(),
  limits: z
    .strictObject({
      tasks: z.int().min(1).max(TASKS_PER_APP_MAX).optional(),
      runsPerMinute: z.int().min(0).max(RUNS_PER_MINUTE_MAX).optional(),
      concurrentRuns: z.int().min(1).max(CONCURRENT_RUNS_MAX).optional(),
      payloadBytes: z.int().min(JSON_BYTES_MIN).max(PAYLOAD_BYTES_MAX).optional(),
      resultBytes: z.int().min(JSON_BYTES_MIN).max(RESULT_BYTES_MAX).optional(),
      mailsPerDay: z.int().min(0).max(MESSAGES_PER_DAY_MAX).optional(),
      pushesPerDay: z.int().min(0).max(MESSAGES_PER_DAY_MAX).optional(),
      smsPerDay: z.int().min(0).max(MESSAGES_PER_DAY_MAX).optional(),
    })
    .optional(),
});
export type UpdateAppInput = z.infer<typeof updateAppInput>;
