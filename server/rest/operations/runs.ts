import {
  bulkRunsResultSchema,
  runCountSchema,
  runPageOfListSchema,
  runSchema,
  runScreenshotSchema,
} from "#domain/api/run.ts";
import { queuedRunSchema, runAnswerSchema } from "#domain/api/task.ts";
import { operation } from "../operation.ts";

export const runOperations = [
  operation("GET /runs", "runs.list", runPageOfListSchema, {
    summary: "List runs",
    description: "What is given must hold; name status more than once for runs of any of them.",
    example: { status: "failed", limit: 20 },
  }),
  operation("GET /runs/count", "runs.count", runCountSchema, { summary: "Count runs" }),
  operation("POST /runs/bulk", "runs.bulk", bulkRunsResultSchema, {
    summary: "Cancel or replay many runs",
    description: "Does a batch a call: send nextCursor as cursor until it is null.",
    example: { action: "cancel", filter: { status: "queued" } },
  }),
  operation("GET /runs/{id}", "runs.get", runSchema, { summary: "Get a run" }),
  operation("GET /runs/{id}/page", "runs.page", runScreenshotSchema.nullable(), {
    summary: "What a run's browser showed when it ended",
    description: "null for a run without a browser.",
  }),
  operation("GET /runs/{id}/wait", "runs.wait", runAnswerSchema, {
    summary: "Wait for a run to end",
    description:
      "Answers with the run's result, or 422 with what its handler threw. While the run goes on past patienceMs (25 seconds unless given) it answers 202: ask again.",
    mayGoOn: true,
    isForUsers: true,
  }),
  operation("POST /runs/{id}/cancel", "runs.cancel", runSchema, {
    summary: "Cancel a run",
    description: "One that has begun ends within moments; ask for it again to see that it did.",
  }),
  operation("POST /runs/{id}/replay", "runs.replay", queuedRunSchema, {
    summary: "Run it again",
    description: "With the payload that it had, unless another is given.",
    status: 202,
  }),
];
