import { z } from "zod";
import { idSchema, titleSchema } from "./schema.ts";
import { payloadSchema } from "./task.ts";

/** What must come of a case: that the handler completes, that it completes with this very result, or that it fails. */
export type CaseExpectation = { outcome: "completes" } | { outcome: "result"; result?: unknown } | { outcome: "fails" };

export const CASES_PER_SCREEN_MAX = 50;
const CASE_NAME_LENGTH_MAX = 80;

/** A payload that a screen is tried with, and what must come of it. */
export interface ScreenCase {
  id: number;
  screenId: number;
  name: string;
  /** Null when none is sent. */
  payload?: unknown;
  expectation: CaseExpectation;
  updatedAt: string;
}

/** What a case said of some code. */
export interface CaseOutcome {
  caseId: number;
  name: string;
  passed: boolean;
  /** Why it did not pass, as a sentence; null when it did. */
  problem: string | null;
  durationMs: number;
}

const EXPECTATION_ERROR = 'expectation.outcome must be "completes", "result" or "fails".';

const expectationSchema = z.discriminatedUnion(
  "outcome",
  [
    z.strictObject({ outcome: z.literal("completes") }),
    z.strictObject({ outcome: z.literal("result"), result: z.unknown().optional() }),
    z.strictObject({ outcome: z.literal("fails") }),
  ],
  { error: EXPECTATION_ERROR },
);

const screenId = idSchema("id must be the id of a screen.");
const caseId = idSchema("caseId must be the id of a case.");

export const saveCaseInput = z.strictObject({
  id: screenId,
  /** The case to change; a new one when absent. */
  caseId: caseId.optional(),
  name: titleSchema("A case", CASE_NAME_LENGTH_MAX),
  payload: payloadSchema.optional(),
  expectation: expectationSchema.default({ outcome: "completes" }),
});
export type SaveCaseInput = z.input<typeof saveCaseInput>;

export const caseRefInput = z.strictObject({ id: screenId, caseId });
export type CaseRefInput = z.infer<typeof caseRefInput>;

export const setPublishRuleInput = z.strictObject({
  id: screenId,
  publishNeedsCases: z.boolean({ error: "publishNeedsCases must be true or false." }),
});
export type SetPublishRuleInput = z.infer<typeof setPublishRuleInput>;

interface Ending {
  status: string;
  result?: unknown;
  error?: { name: string; message: string; line?: number } | undefined;
}

const SHOWN_MAX = 120;

/** Why this ending is not what the case expects, as a sentence; null when it is. */
export function caseProblem(expectation: CaseExpectation, { status, result, error }: Ending): string | null {
  if (expectation.outcome === "fails") {
    if (status === "failed") return null;
    return status === "completed"
      ? `It should fail, and completed with ${shown(result)}.`
      : `It should fail by an error of the code, and ended as ${status}.`;
  }
  if (status !== "completed") {
    const where = error?.line === undefined ? "" : ` (line ${error.line})`;
    return error ? `${error.name}: ${error.message}${where}` : `It ended as ${status}.`;
  }
  if (expectation.outcome === "completes" || sameJson(expectation.result ?? null, result ?? null)) return null;
  return `It should return ${shown(expectation.result)}, and returned ${shown(result)}.`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text;
}

/** Whether two JSON values are the same, whatever the order of their keys. */
function sameJson(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return one === other;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [left, right] = [one, other] as [Record<string, unknown>, Record<string, unknown>];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]))
  );
}
