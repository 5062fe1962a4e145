"use client";

import { CornerUpLeft, ToggleRight } from "lucide-react";
import { useState } from "react";
import { LogList } from "#components/logs/log-list.tsx";
import { PageView } from "#components/runs/page-view.tsx";
import { StatusBadge } from "#components/runs/status-badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ValueView } from "#components/ui/value-view.tsx";
import type { RunErrorInfo } from "#domain/errors.ts";
import type { LogLevel, LogLineKind } from "#domain/log-values.ts";
import type { RunPage } from "#domain/run.ts";
import { NEED_FACTS, type ScreenNeed } from "#domain/screen-needs.ts";
import { formatDuration } from "#lib/format/duration.ts";

export interface TestLine {
  at: string;
  level: LogLevel;
  kind: LogLineKind;
  message: string;
  args: unknown[] | null;
}

export interface TestOutcome {
  status: string;
  result?: unknown;
  error?: RunErrorInfo | undefined;
  durationMs: number;
  page?: RunPage | undefined;
}

interface TestOutputProps {
  lines: TestLine[];
  /** Null while it runs. */
  outcome: TestOutcome | null;
  onGoTo: (line: number, column?: number) => void;
  /** Switches on what the code lacked, and tests again. */
  onSwitchOn: (need: ScreenNeed) => void;
}

/** What a test run does: its console as it comes, how it ended, its result or the error with a way to its line. */
export function TestOutput({ lines, outcome, onGoTo, onSwitchOn }: TestOutputProps) {
  const error = outcome?.error;
  const needs = error?.needs;
  const [follows, setFollows] = useState(true);
  return (
    <div className="space-y-3">
      <p role="status" className="flex flex-wrap items-center gap-2">
        <StatusBadge status={outcome?.status ?? "running"} />
        {outcome && <span className="text-soft tabular-nums">in {formatDuration(outcome.durationMs)}</span>}
      </p>
      {error && (
        <section
          aria-label="Error"
          className={
            outcome.status === "crashed"
              ? "rounded-lg bg-ours-soft px-3.5 py-2.5 text-ours"
              : "rounded-lg bg-bad-soft px-3.5 py-2.5 text-bad"
          }
        >
          <p className="whitespace-pre-wrap break-words">
            <strong>{error.name}:</strong> {error.message}
          </p>
          <div className="mt-2 flex flex-wrap gap-2 empty:hidden">
            {needs && (
              <Button size="sm" variant="primary" onClick={() => onSwitchOn(needs)}>
                <ToggleRight aria-hidden /> Switch on {NEED_FACTS[needs].label} and test again
              </Button>
            )}
            {error.line !== undefined && (
              <Button size="sm" variant="secondary" onClick={() => onGoTo(error.line ?? 1, error.column)}>
                <CornerUpLeft aria-hidden /> Go to line {error.line}
              </Button>
            )}
          </div>
        </section>
      )}
      <section aria-label="Console" className="panel overflow-hidden">
        <h2 className="border-line border-b px-4 py-2 font-medium">Console</h2>
        {lines.length === 0 ? (
          <p className="px-4 py-3 text-soft">
            {outcome ? "Nothing was written." : "Lines appear as the code writes them."}
          </p>
        ) : (
          <LogList
            label="Lines of the test run"
            lines={lines}
            lineKey={(_, index) => index}
            className="max-h-72"
            stickToEnd={!outcome && follows}
            onStick={setFollows}
          />
        )}
      </section>
      {outcome?.status === "completed" && (
        <ValueView label="Result" value={outcome.result ?? null} fileName="result.json" />
      )}
      {outcome?.page && <PageView page={outcome.page} />}
    </div>
  );
}
