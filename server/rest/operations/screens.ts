import { z } from "zod";
import {
  caseOutcomeSchema,
  recentPayloadSchema,
  removedCaseSchema,
  screenCaseSchema,
  screenEnginesSchema,
  screenSchema,
  screenSummarySchema,
  screenVersionDetailsSchema,
  screenVersionSchema,
  templateSchema,
  testRunResultSchema,
} from "#domain/api/screen.ts";
import { removedSchema } from "#domain/api/task.ts";
import { operation } from "../operation.ts";

const CODE = "Fliplet.Page.onRemoteExecution(function (payload) { return { hello: payload }; });";

export const screenOperations = [
  operation("GET /screens", "screens.list", z.array(screenSummarySchema), { summary: "List screens" }),
  operation("POST /screens", "screens.create", screenSchema, {
    summary: "Create a screen",
    description: "As a draft: tasks run it once it is published.",
    status: 201,
    example: { name: "Weekly report", code: CODE },
  }),
  operation("GET /screens/engines", "screens.engines", screenEnginesSchema, {
    summary: "Which engines this server has",
  }),
  operation("POST /screens/test-run", "screens.testRun", testRunResultSchema, {
    summary: "Try code",
    description: "Runs a screen's draft, or the code that is sent, and leaves no run behind.",
    example: { code: CODE, payload: "world" },
  }),
  operation("GET /screens/{id}", "screens.get", screenSchema, { summary: "Get a screen" }),
  operation("DELETE /screens/{id}", "screens.remove", removedSchema, {
    summary: "Remove a screen",
    description: "Not while a task runs it.",
  }),
  operation("PUT /screens/{id}/draft", "screens.saveDraft", screenSchema, {
    summary: "Save a screen's draft",
    description: "With baseVersion it is refused when another draft was saved since that one.",
    example: { code: CODE },
  }),
  operation("POST /screens/{id}/publish", "screens.publish", screenSchema, {
    summary: "Publish a version",
    description: "The draft, unless version names another.",
  }),
  operation("PUT /screens/{id}/publish-rule", "screens.setPublishRule", screenSchema, {
    summary: "Say whether cases must pass before a version is published",
    example: { publishNeedsCases: true },
  }),
  operation("GET /screens/{id}/versions", "screens.versions", z.array(screenVersionSchema), {
    summary: "List a screen's versions",
  }),
  operation("GET /screens/{id}/versions/{version}", "screens.version", screenVersionDetailsSchema, {
    summary: "Get a version",
  }),
  operation("POST /screens/{id}/versions/{version}/restore", "screens.restore", screenSchema, {
    summary: "Make a version the draft again",
  }),
  operation("GET /screens/{id}/recent-payloads", "screens.recentPayloads", z.array(recentPayloadSchema), {
    summary: "What recent runs of a screen were given",
  }),
  operation("GET /screens/{id}/cases", "screens.cases.list", z.array(screenCaseSchema), {
    summary: "List a screen's cases",
  }),
  operation("POST /screens/{id}/cases", "screens.cases.save", screenCaseSchema, {
    summary: "Add a case",
    status: 201,
    without: ["caseId"],
    example: { name: "greets", payload: "world", expectation: { outcome: "result", result: { hello: "world" } } },
  }),
  operation("PUT /screens/{id}/cases/{caseId}", "screens.cases.save", screenCaseSchema, {
    summary: "Change a case",
    example: { name: "greets", expectation: { outcome: "completes" } },
  }),
  operation("DELETE /screens/{id}/cases/{caseId}", "screens.cases.remove", removedCaseSchema, {
    summary: "Remove a case",
  }),
  operation("POST /screens/{id}/cases/run", "screens.cases.run", z.array(caseOutcomeSchema), {
    summary: "Run a screen's cases",
    description: "With the draft's code, unless other code is sent.",
  }),
  operation("GET /templates", "templates.list", z.array(templateSchema), {
    summary: "Use cases that a screen can start from",
  }),
];
