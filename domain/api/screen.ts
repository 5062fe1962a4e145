import { z } from "zod";
import { LOG_LEVELS, LOG_LINE_KINDS } from "../log-values.ts";
import { RUN_STATUSES } from "../run.ts";
import { SCREEN_ENGINES, SCREEN_ENTRIES, SCREEN_LIBRARIES } from "../screen-settings.ts";
import { TEMPLATE_KEYS } from "../template.ts";
import { runErrorSchema } from "./error.ts";
import { runScreenshotSchema } from "./run.ts";
import { about, anything, count, flag, id, instant, ms, named, text } from "./values.ts";

const settingsSchema = named(
  "ScreenSettings",
  "What a screen's code needs around it.",
  z.object({
    libraries: z.array(z.enum(SCREEN_LIBRARIES)),
    dom: about(flag, "document, window and $ on the isolate engine."),
    engine: z.enum(SCREEN_ENGINES),
    entry: about(z.enum(SCREEN_ENTRIES), "Whether a run calls the registered handler, or execute({ payload })."),
  }),
);

const content = { code: text, html: text, settings: settingsSchema };

const summary = {
  id,
  appId: id,
  name: text,
  draftVersion: z.int().min(1),
  publishedVersion: about(z.int().nullable(), "The version that scheduled runs and apps use; null before the first."),
  publishNeedsCases: about(flag, "Whether a version is published only when all of the screen's cases pass."),
  taskCount: count,
  usualDurationMs: ms.nullable(),
  createdAt: instant,
  updatedAt: instant,
};

export const screenSummarySchema = named("ScreenSummary", "A screen as lists show it.", z.object(summary));

export const screenSchema = named(
  "Screen",
  "A builder's code: the draft, and what is published.",
  z.object({
    ...summary,
    ...content,
    syntaxError: z
      .object({ message: text, line: z.int().min(1), column: z.int().min(1) })
      .nullable()
      .describe("Where the draft's code cannot be read; null when it can."),
    publishedCode: text.nullable(),
    publishedHtml: text.nullable(),
    publishedSettings: settingsSchema.nullable(),
  }),
);

const version = {
  id,
  screenId: id,
  number: z.int().min(1),
  createdAt: instant,
  createdBy: text.nullable(),
  isPublished: flag,
};

export const screenVersionSchema = named("ScreenVersion", "A version of a screen.", z.object(version));

export const screenVersionDetailsSchema = named(
  "ScreenVersionDetails",
  "A version of a screen, with what it holds.",
  z.object({ ...version, ...content }),
);

export const screenEnginesSchema = named(
  "ScreenEngines",
  "Whether this server runs screens that ask for a browser.",
  z.object({ browser: flag }),
);

export const testRunResultSchema = named(
  "TestRunResult",
  "What became of a test run, which leaves no run behind.",
  z.object({
    runId: z.null(),
    status: z.enum(RUN_STATUSES),
    result: anything.optional(),
    error: runErrorSchema.optional(),
    durationMs: ms,
    page: runScreenshotSchema.optional(),
    lines: z.array(
      z.object({
        at: instant,
        level: z.enum(LOG_LEVELS),
        kind: z.enum(LOG_LINE_KINDS),
        message: text,
        args: z.array(anything).nullable(),
        durationMs: ms.nullable(),
      }),
    ),
  }),
);

export const recentPayloadSchema = named(
  "RecentPayload",
  "What a run of the screen was given.",
  z.object({ runId: id, taskName: text, at: instant, payload: anything }),
);

export const screenCaseSchema = named(
  "ScreenCase",
  "A payload that a screen is tried with, and what must come of it.",
  z.object({
    id,
    screenId: id,
    name: text,
    payload: anything.optional(),
    expectation: z.union([
      z.object({ outcome: z.literal("completes") }),
      z.object({ outcome: z.literal("result"), result: anything.optional() }),
      z.object({ outcome: z.literal("fails") }),
    ]),
    updatedAt: instant,
  }),
);

export const removedCaseSchema = named("RemovedCase", "The case that was removed.", z.object({ caseId: id }));

export const caseOutcomeSchema = named(
  "CaseOutcome",
  "What a case said of some code.",
  z.object({ caseId: id, name: text, passed: flag, problem: text.nullable(), durationMs: ms }),
);

export const templateSchema = named(
  "ScreenTemplate",
  "A use case that a new screen can start from.",
  z.object({
    key: z.enum(TEMPLATE_KEYS),
    name: text,
    summary: text,
    needs: z.array(text),
    task: z.object({ name: text, frequency: text.nullable() }),
    dataSources: z.array(text),
  }),
);
