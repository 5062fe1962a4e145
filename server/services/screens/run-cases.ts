import { conflict } from "#domain/errors.ts";
import type { RunCasesInput } from "#domain/screen.ts";
import { type CaseOutcome, caseProblem } from "#domain/screen-case.ts";
import type { ScreenContent } from "#domain/screen-settings.ts";
import type { AppContext } from "../../context.ts";
import { listCases } from "./change-cases.ts";

/**
 * Runs the screen's cases one after the other, in the order of their names, and tells of each as it ends. What the code
 * does to data is real. The reader's leaving, or `signal`, cancels the one that runs.
 *
 * @throws DomainError SCREEN_NOT_FOUND.
 */
export async function* streamCases(
  ctx: AppContext,
  { id, ...content }: RunCasesInput,
  signal?: AbortSignal,
): AsyncGenerator<CaseOutcome, void, undefined> {
  const left = new AbortController();
  const stop = signal ? AbortSignal.any([signal, left.signal]) : left.signal;
  try {
    for (const { id: caseId, name, payload, expectation } of await listCases(ctx, { id })) {
      const ending = await ctx.runner.testRun(ctx, { id, ...content, payload }, { signal: stop });
      const problem = caseProblem(expectation, ending);
      yield { caseId, name, passed: problem === null, problem, durationMs: ending.durationMs };
      if (stop.aborted) return;
    }
  } finally {
    left.abort();
  }
}

/** The same, answered when all have run. */
export async function runCases(ctx: AppContext, input: RunCasesInput, signal?: AbortSignal): Promise<CaseOutcome[]> {
  return Array.fromAsync(streamCases(ctx, input, signal));
}

/**
 * Runs the cases that decide about publishing, telling each as it ends.
 *
 * @throws DomainError CASES_FAILED, when all have run, that names those that do not pass with this content.
 */
export async function* requiredCases(
  ctx: AppContext,
  screen: { id: number; name: string },
  content: ScreenContent,
  signal?: AbortSignal,
): AsyncGenerator<CaseOutcome, void, undefined> {
  const red: CaseOutcome[] = [];
  for await (const outcome of streamCases(ctx, { id: screen.id, ...content }, signal)) {
    if (!outcome.passed) red.push(outcome);
    yield outcome;
  }
  if (red.length === 0) return;
  const told = red.map(({ name, problem }) => `"${name}": ${problem}`).join(" ");
  throw conflict(
    "CASES_FAILED",
    `"${screen.name}" is published only when all of its cases pass, and ${red.length === 1 ? "one does" : `${red.length} do`} not. ${told}`,
  );
}
