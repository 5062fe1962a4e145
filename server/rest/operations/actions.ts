import { actionAnswerSchema, actionLogsSchema, actionPageSchema } from "#domain/api/action.ts";
import { queuedRunSchema, removedSchema, runAnswerSchema } from "#domain/api/task.ts";
import { operation, waiting } from "../operation.ts";

const CODE = "async function execute(context) { return { hello: context.payload }; }";

export const actionOperations = [
  operation("GET /actions", "actions.list", actionPageSchema, { summary: "List actions" }),
  operation("POST /actions", "actions.create", actionAnswerSchema, {
    summary: "Create an action",
    description:
      "A task with code of its own. It is inactive unless active is true, and apps run it once it is published.",
    status: 201,
    example: { name: "confirm-booking", code: CODE, active: true, triggers: [{ trigger: "manual" }] },
  }),
  operation("GET /actions/{id}", "actions.get", actionAnswerSchema, { summary: "Get an action" }),
  operation("PATCH /actions/{id}", "actions.update", actionAnswerSchema, {
    summary: "Change an action",
    description: "What is left out stays as it is. Publish it again for changed code to run.",
    example: { active: false },
  }),
  operation("DELETE /actions/{id}", "actions.remove", removedSchema, {
    summary: "Remove an action",
    description: "With the screen that holds its code. Its runs and their log stay.",
  }),
  operation("POST /actions/{id}/publish", "actions.publish", actionAnswerSchema, {
    summary: "Publish an action's code",
  }),
  operation("POST /actions/{id}/unpublish", "actions.unpublish", actionAnswerSchema, {
    summary: "Take an action's published code away",
  }),
  operation("POST /actions/{idOrName}/runs", "actions.run", queuedRunSchema, {
    summary: "Run an action",
    description:
      "Queues a run and answers 202 with its id. With ?wait=true it answers with the run's result, or 422 with what its code threw; past 25 seconds 202 again, with the run's id: go on with GET /runs/{id}/wait.",
    status: 202,
    waiting: waiting("actions.runWithResult", runAnswerSchema),
    isForUsers: true,
    example: { payload: { entryId: 123 } },
  }),
  operation("GET /action-logs", "actions.logs", actionLogsSchema, {
    summary: "List records of finished runs of actions",
    flat: { type: "where.type" },
    example: { type: "app.task.failed", limit: 10 },
  }),
];
