import type { CaseOutcome } from "#domain/screen-case.ts";

export type CaseState = "passed" | "red" | "passedBefore" | "redBefore" | "running" | "waiting";

/**
 * How a case stands.
 *
 * @param isOld whether it ran with other code or settings than those that stand there now
 */
export function caseState(
  outcome: Pick<CaseOutcome, "passed"> | undefined,
  { isOld, isRunning }: { isOld: boolean; isRunning: boolean },
): CaseState {
  if (!outcome) return isRunning ? "running" : "waiting";
  if (isOld) return outcome.passed ? "passedBefore" : "redBefore";
  return outcome.passed ? "passed" : "red";
}
