import { z } from "zod";
import { ACTION_ENVIRONMENTS, ACTION_TRIGGERS } from "../action-values.ts";
import { LOG_ENTRY_TYPES } from "../log.ts";
import { LOG_MODES } from "../log-values.ts";
import { about, anything, count, flag, id, instant, ms, named, text } from "./values.ts";

const actionSchema = named(
  "Action",
  "A task with code of its own.",
  z.object({
    id: about(id, "Also the id of its task."),
    appId: id,
    name: text,
    description: text.nullable(),
    code: about(text, "Of the draft; what is published runs."),
    active: flag,
    environment: z.enum(ACTION_ENVIRONMENTS),
    actionVersion: z.literal("v3"),
    triggers: z.array(
      z.object({ trigger: z.enum(ACTION_TRIGGERS), where: z.record(z.string(), z.unknown()).optional() }),
    ),
    dependencies: z.array(text),
    assets: about(z.array(z.never()), "Always empty: dependencies are not loaded from addresses."),
    frequency: about(text.nullable(), "Cron expression."),
    timezone: about(text.nullable(), "An IANA name."),
    pageId: about(id, "The screen that holds its code."),
    isPublished: flag,
    lastRunAt: instant.nullable(),
    createdAt: instant,
    updatedAt: instant,
  }),
);

export const actionAnswerSchema = named("ActionAnswer", "One action.", z.object({ action: actionSchema }));

export const actionPageSchema = named(
  "ActionPage",
  "Some of the app's actions.",
  z.object({ actions: z.array(actionSchema), pagination: z.object({ total: count, hasMore: flag }) }),
);

const actionLogEntrySchema = named(
  "ActionLogEntry",
  "The record of a finished run of an action.",
  z.object({
    id,
    createdAt: instant,
    type: z.enum(LOG_ENTRY_TYPES),
    appId: id,
    data: z.object({
      mode: z.enum(LOG_MODES),
      runOn: z.literal("server"),
      taskId: id,
      payload: anything.optional(),
      duration: about(ms, "ms"),
      actionVersion: z.literal("v3"),
      runId: id,
      result: about(
        z.object({ data: anything.optional(), success: z.literal(true) }).optional(),
        "Only of on-demand runs that completed.",
      ),
      error: z.object({ name: text, message: text, stack: text }).optional(),
    }),
  }),
);

export const actionLogsSchema = named(
  "ActionLogs",
  "Records of finished runs of actions, newest first.",
  z.object({ count: about(count, "Of all that match."), logs: z.array(actionLogEntrySchema) }),
);
