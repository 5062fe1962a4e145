import type { ReactNode } from "react";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { cx } from "#lib/cx.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { waitMsOf } from "./run-outcome.ts";
import { RUN_TRIGGER_LABELS } from "./run-status.ts";
import type { ShownRun } from "./shown-run.ts";
import { StatusBadge } from "./status-badge.tsx";

const ms = (value: number | null) => (value === null ? "–" : formatDuration(value));

/** How much longer or shorter the second took than the first. */
function difference(first: number | null, second: number | null): string | null {
  if (first === null || second === null || first === second) return null;
  return `${second > first ? "+" : "−"}${formatDuration(Math.abs(second - first))}`;
}

interface FactRow {
  label: string;
  of: (run: ShownRun) => ReactNode;
  /** What is compared, where it is not what is shown. */
  key?: (run: ShownRun) => unknown;
  /** A duration, ms: the second run says by how much it differs. */
  lasts?: (run: ShownRun) => number | null;
}

const FACTS: FactRow[] = [
  { label: "Status", of: (run) => <StatusBadge status={run.status} />, key: ({ status }) => status },
  { label: "Task", of: ({ taskName }) => taskName, key: ({ taskId }) => taskId },
  {
    label: "Screen version",
    of: ({ screenName, screenVersion, environment }) => `${screenName} ${screenVersion ?? "–"}, ${environment}`,
  },
  { label: "Trigger", of: ({ trigger }) => RUN_TRIGGER_LABELS[trigger] },
  { label: "Waited", of: (run) => ms(waitMsOf(run)), lasts: waitMsOf },
  { label: "Took", of: ({ durationMs }) => ms(durationMs), lasts: ({ durationMs }) => durationMs },
  { label: "Attempts", of: ({ attempt }) => attempt },
  { label: "Started", of: ({ startedAt }) => (startedAt ? <RelativeTime at={startedAt} /> : "–"), key: () => null },
];

/** The facts of two runs, side by side; those that differ stand out. */
export function CompareFacts({ first, second }: { first: ShownRun; second: ShownRun }) {
  return (
    <div className="panel overflow-x-auto">
      <table className="w-full">
        <caption className="sr-only">Facts of both runs</caption>
        <thead className="border-line border-b bg-sunken/50 text-left">
          <tr className="[&>*]:px-4 [&>*]:py-1.5">
            <td />
            <th scope="col" className="eyebrow">
              Run #{first.id}
            </th>
            <th scope="col" className="eyebrow">
              Run #{second.id}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {FACTS.map(({ label, of, key = of, lasts }) => {
            const differs = key(first) !== key(second);
            const longer = lasts ? difference(lasts(first), lasts(second)) : null;
            return (
              <tr key={label} className="[&>*]:px-4 [&>*]:py-1.5">
                <th scope="row" className="w-32 text-left font-normal text-soft">
                  {label}
                </th>
                {[first, second].map((run) => (
                  <td key={run.id} className={cx("tabular-nums", differs && "font-medium")}>
                    {of(run)}
                    {run === second && longer && <span className="ml-2 font-normal text-faint">{longer}</span>}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
