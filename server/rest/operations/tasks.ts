import { z } from "zod";
import {
  queuedRunSchema,
  removedSchema,
  runAnswerSchema,
  runDurationSchema,
  taskSchema,
  taskStatsSchema,
} from "#domain/api/task.ts";
import { operation, waiting } from "../operation.ts";

export const taskOperations = [
  operation("GET /tasks", "tasks.list", z.array(taskSchema), { summary: "List the app's tasks" }),
  operation("POST /tasks", "tasks.create", taskSchema, {
    summary: "Create a task",
    description: "With frequency it is scheduled and starts to fire at once, unless active is false.",
    status: 201,
    example: { name: "send-monday-weekly-reminder", pageId: 123, frequency: "0 8 * * 1", timezone: "Europe/London" },
  }),
  operation("GET /tasks/{idOrName}", "tasks.get", taskSchema, { summary: "Get a task" }),
  operation("PATCH /tasks/{idOrName}", "tasks.update", taskSchema, {
    summary: "Change a task",
    description: "What is left out stays as it is.",
    example: { active: false },
  }),
  operation("DELETE /tasks/{idOrName}", "tasks.remove", removedSchema, {
    summary: "Remove a task",
    description: "Its runs and their log stay.",
  }),
  operation("POST /removed-tasks/{id}/restore", "tasks.restore", taskSchema, {
    summary: "Take the removal of a task back",
    description: "The schedules that it had are armed from now on; runs that the removal cancelled stay cancelled.",
  }),
  operation("POST /tasks/{idOrName}/runs", "tasks.run", queuedRunSchema, {
    summary: "Run a task",
    description:
      "Queues a run and answers 202 with its id. With ?wait=true it answers with the run's result, or 422 with what its handler threw; past 25 seconds 202 again, with the run's id: go on with GET /runs/{id}/wait.",
    status: 202,
    waiting: waiting("tasks.runWithResult", runAnswerSchema),
    isForUsers: true,
    example: { payload: { Email: "john@example.org" } },
  }),
  operation("GET /task-stats", "tasks.stats", z.array(taskStatsSchema), {
    summary: "How the newest runs of each task went",
  }),
  operation("GET /task-stats/{taskId}/durations", "tasks.durations", z.array(runDurationSchema), {
    summary: "How long the newest runs of a task took",
  }),
];
