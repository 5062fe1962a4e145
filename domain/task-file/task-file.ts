import { z } from "zod";
import { EVENT_TYPES, TRIGGERS_PER_TASK_MAX } from "../event-values.ts";
import { TASK_NAME_LENGTH_MAX, TITLE_LENGTH_MAX } from "../limits.ts";
import { SCHEDULES_PER_TASK_MAX } from "../policy.ts";
import { idSchema, titleSchema } from "../schema.ts";
import { SCREEN_ENGINES, SCREEN_ENTRIES, SCREEN_LIBRARIES } from "../screen-settings.ts";
import { createTaskInput } from "../task.ts";

/** A file that a screen's code or markup is read from, beside tasks.json. */
const fileName = z
  .string()
  .min(1, { error: "The name of a file must not be empty." })
  .max(1_000)
  .refine((name) => !/^([/\\]|[A-Za-z]:)/.test(name) && !name.split(/[/\\]/).includes(".."), {
    error: "Files are named from the folder of tasks.json, and stand in it or below.",
  });

const screenSchema = z
  .strictObject({
    name: titleSchema("A screen", TITLE_LENGTH_MAX).describe("What tasks call it by."),
    code: fileName.describe("The file with its JavaScript, named from the folder of this one."),
    html: fileName.optional().describe("The file with its markup, for screens that touch the page."),
    libraries: z.array(z.enum(SCREEN_LIBRARIES)).max(20).optional(),
    dom: z.boolean().optional().describe("Whether it has document, window and $; false unless said."),
    engine: z.enum(SCREEN_ENGINES).optional(),
    entry: z
      .enum(SCREEN_ENTRIES)
      .optional()
      .describe("What a run calls: the handler that the code registers, unless said, or its function execute."),
  })
  .meta({ id: "Screen" });
export type ScreenEntry = z.infer<typeof screenSchema>;

const { frequency, timezone, payload, ...policies } = createTaskInput.omit({
  name: true,
  pageId: true,
  schedules: true,
  triggers: true,
}).shape;

const taskSchema = z
  .strictObject({
    name: z
      .string({ error: "A task needs a name." })
      .min(1, { error: "The name must not be empty." })
      .max(TASK_NAME_LENGTH_MAX, { error: `A name may have at most ${TASK_NAME_LENGTH_MAX} characters.` })
      .regex(/^[A-Za-z0-9_-]+$/, { error: "Only letters, numbers, dashes and underscores are allowed in a name." })
      .describe("What it is called by. Another name is another task."),
    screen: z
      .union([titleSchema("A screen", TITLE_LENGTH_MAX), idSchema("The id of a screen is a number.")], {
        error: "Say which screen the task runs: its name, or its id where several have the name.",
      })
      .describe("The screen that it runs, by name: one of this file or of the app. A number is an id."),
    frequency: frequency.describe('A cron expression, e.g. "0 8 * * 1". Absent: the task runs on demand.'),
    timezone: timezone.describe('An IANA name, e.g. "Europe/London"; UTC unless said.'),
    payload: payload.describe("What scheduled runs get."),
    schedules: z
      .array(z.strictObject({ frequency: frequency.unwrap().unwrap(), timezone, payload }).meta({ id: "Schedule" }))
      .max(SCHEDULES_PER_TASK_MAX, { error: `A task may have at most ${SCHEDULES_PER_TASK_MAX} schedules.` })
      .optional()
      .describe("All schedules where one is not enough, instead of frequency and payload."),
    triggers: z
      .array(
        z
          .strictObject({
            type: z.enum(EVENT_TYPES, { error: `A trigger's type must be one of: ${EVENT_TYPES.join(", ")}.` }),
            where: z.record(z.string().max(300), z.unknown()).optional(),
          })
          .meta({ id: "Trigger" }),
      )
      .max(TRIGGERS_PER_TASK_MAX, { error: `A task may have at most ${TRIGGERS_PER_TASK_MAX} triggers.` })
      .optional()
      .describe("What else starts a run."),
    ...policies,
    active: policies.active.describe("Absent: as it is, and true for a new task. So a pause outlives an apply."),
    pausedUntil: policies.pausedUntil.describe("Absent: as it is."),
  })
  .meta({ id: "Task" });
export type TaskEntry = z.infer<typeof taskSchema>;

export const taskFileSchema = z
  .strictObject({
    $schema: z.string().optional(),
    screens: z.array(screenSchema).max(1_000).optional().describe("Screens whose code stands in files."),
    tasks: z.array(taskSchema, { error: "tasks must be a list of tasks." }).max(1_000),
  })
  .meta({ title: "App Tasks: the tasks of an app", description: "For app-tasks plan, apply and export." });
export type TaskFile = z.infer<typeof taskFileSchema>;

/** The schema for editors that check tasks.json while it is written. */
export const taskFileJsonSchema = (): unknown =>
  z.toJSONSchema(taskFileSchema, { io: "input", target: "draft-2020-12" });
