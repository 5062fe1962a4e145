import type { Draft } from "./draft.ts";
import { quote, refuse } from "./refusal.ts";
import { type Span, spanOver } from "./token.ts";

interface Group {
  readonly kind: "days" | "times";
  readonly first: Span;
  last: Span;
}

/**
 * "Mondays at 9 and Fridays at 17" pairs times with days, but cron fires at all
 * its times on all its days.
 *
 * @throws SentenceRefusal when the sentence gives different times to different days.
 */
export function refusePairs(text: string, draft: Draft): void {
  const clocks = draft.times.map((clause) => clause.times.join());
  const windows = draft.windows.map(({ from, to }) => `${from}-${to}`);
  if (new Set(clocks).size < 2 && new Set(windows).size < 2) return;

  const groups = groupsOf(draft);
  const third = groups[2];
  if (!third || groups.length < 4) return;
  const span = spanOver(groups[0]!.first, groups.at(-1)!.last);
  refuse(
    `One schedule fires at each of its times on each of its days, so ${quote(text, span)} needs a schedule for each pair.`,
    span,
    [
      text.slice(span.position, third.first.position).replace(/[\s,;]+(and|or|&)?\s*$/i, ""),
      text.slice(third.first.position, span.position + span.length),
    ],
  );
}

/** The clauses as they stand, neighbours of one kind together. */
function groupsOf({ times, windows, days, period }: Draft): Group[] {
  const ofKind = (kind: Group["kind"], spans: readonly Span[]) => spans.map((span) => ({ kind, span }));
  const clauses = [...ofKind("times", [...times, ...windows]), ...ofKind("days", period ? [...days, period] : days)];
  clauses.sort((a, b) => a.span.position - b.span.position);
  const groups: Group[] = [];
  for (const { kind, span } of clauses) {
    const group = groups.at(-1);
    if (group?.kind === kind) group.last = span;
    else groups.push({ kind, first: span, last: span });
  }
  return groups;
}
