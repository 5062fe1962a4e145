import { foundLineSchema, linePageSchema, logEntriesSchema, logLineSchema, overviewSchema } from "#domain/api/log.ts";
import { operation } from "../operation.ts";

export const logOperations = [
  operation("GET /logs", "logs.list", logEntriesSchema, {
    summary: "List records of finished runs",
    description: "One record a run, newest first: its result, or its error.",
    flat: { type: "where.type" },
    example: { type: "app.task.failed", limit: 10 },
  }),
  operation("GET /logs/lines", "logs.lines", linePageSchema, {
    summary: "Search log lines",
    description:
      "Newest first. To follow a log, ask with order=asc and cursor, and ask again with the nextCursor of the answer.",
    flat: { fieldName: "field.name", fieldValue: "field.value" },
    example: { level: "error", limit: 50 },
  }),
  operation("GET /logs/lines/nearest", "logs.findLine", foundLineSchema, {
    summary: "Find the line nearest to an instant",
    example: { at: "2026-01-31T08:00:00Z" },
  }),
  operation("GET /logs/lines/{id}", "logs.line", logLineSchema, { summary: "Get a log line" }),
  operation("GET /overview", "overview.get", overviewSchema, {
    summary: "What the app does now, and how its day has gone",
  }),
];
