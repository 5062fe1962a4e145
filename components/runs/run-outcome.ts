import type { RunSummary } from "#domain/run.ts";

/** What became of a run, in a line: its error, or why it did not execute. */
export const outcomeOf = ({ error, reason }: Pick<RunSummary, "error" | "reason">) =>
  error ? `${error.name}: ${error.message}` : reason;

/** How long a run waited for a place since it might have started, ms; null while it has not. */
export function waitMsOf({
  queuedAt,
  effectiveAt,
  startedAt,
}: Pick<RunSummary, "queuedAt" | "effectiveAt" | "startedAt">) {
  if (startedAt === null) return null;
  const due = Math.max(Date.parse(queuedAt), effectiveAt === null ? 0 : Date.parse(effectiveAt));
  return Math.max(0, Date.parse(startedAt) - due);
}
