import { CircleCheck, CircleDashed, CircleX, LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import type { CaseExpectation, ScreenCase } from "#domain/screen-case.ts";
import { cx } from "#lib/cx.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { type CaseState, caseState } from "./case-state.ts";
import type { CaseRuns } from "./use-case-runs.ts";

const EXPECTED: Record<CaseExpectation["outcome"], string> = {
  completes: "completes",
  result: "returns a certain result",
  fails: "fails",
};

interface CaseListProps {
  cases: ScreenCase[];
  runs: CaseRuns;
  /** Whether the outcomes are of other code than what stands there now. */
  isOld?: boolean;
  /** What can be done with a case. */
  actions?: (one: ScreenCase) => ReactNode;
}

/** Cases with what came of each: passed, not passed and why, under way, or not run. */
export function CaseList({ cases, runs, isOld = false, actions }: CaseListProps) {
  const running = runs.isRunning ? cases.find(({ id }) => !runs.outcomes.has(id))?.id : undefined;
  return (
    <ul aria-label="Cases" className="divide-y divide-line">
      {cases.map((one) => {
        const outcome = runs.outcomes.get(one.id);
        return (
          <li key={one.id} className="flex items-start gap-2.5 py-2">
            <Mark state={caseState(outcome, { isOld, isRunning: one.id === running })} />
            <div className="min-w-0 flex-1">
              <p className="break-words text-ink">{one.name}</p>
              <p className={cx("break-words text-[0.8125rem]", outcome?.problem && !isOld ? "text-bad" : "text-faint")}>
                {outcome?.problem ?? `Passes when it ${EXPECTED[one.expectation.outcome]}.`}
                {outcome && <span className="text-faint tabular-nums"> {formatDuration(outcome.durationMs)}</span>}
              </p>
            </div>
            {actions?.(one)}
          </li>
        );
      })}
    </ul>
  );
}

const MARKS = {
  passed: { icon: CircleCheck, label: "Passed", look: "text-ok" },
  red: { icon: CircleX, label: "Not passed", look: "text-bad" },
  passedBefore: { icon: CircleCheck, label: "Passed with older code", look: "text-faint" },
  redBefore: { icon: CircleX, label: "Not passed with older code", look: "text-faint" },
  running: { icon: LoaderCircle, label: "Running", look: "animate-spin text-accent-ink" },
  waiting: { icon: CircleDashed, label: "Not run", look: "text-faint" },
} as const satisfies Record<CaseState, object>;

function Mark({ state }: { state: CaseState }) {
  const { icon: Icon, label, look } = MARKS[state];
  return <Icon role="img" aria-label={label} className={`mt-0.5 size-4 shrink-0 ${look}`} />;
}
