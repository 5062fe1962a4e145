import { z } from "zod";
import { tool } from "../tool.ts";

/** A number is an id, a text is a name, as everywhere. */
export const taskField = z
  .union([z.int().min(1), z.string().min(1).max(255)])
  .describe("The task: its id (a number) or its name (a text).");

export const taskTools = [
  tool({
    name: "list_tasks",
    title: "List tasks",
    description:
      "The app's tasks: what each runs, its schedule, whether it is active, when it last ran and how that ended, when it runs next.",
    input: z.strictObject({}),
    procedures: ["tasks.list"],
    kind: "reads",
    async run(api) {
      const tasks = await api.tasks.list();
      return {
        tasks: tasks.map(
          ({ id, name, pageId, screenName, active, frequency, timezone, lastRunAt, nextRunAt, lastRun }) => ({
            ...{ id, name, screenId: pageId, screenName, active, frequency, timezone },
            ...{ lastRunAt, nextRunAt, lastRun },
          }),
        ),
      };
    },
  }),
  tool({
    name: "get_task",
    title: "Get a task",
    description: "One task with all its settings: schedules, triggers, time limit, retries, what happens to overlaps.",
    input: z.strictObject({ task: taskField }),
    procedures: ["tasks.get"],
    kind: "reads",
    run: (api, { task }) => api.tasks.get({ idOrName: task }),
  }),
];
