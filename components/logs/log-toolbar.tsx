"use client";

import { ArrowUpToLine, Pause, Radio, WrapText } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { formatCount, formatNumber } from "#lib/format/number.ts";
import { JumpToTime } from "./jump-to-time.tsx";
import type { LogState, SetLogState } from "./use-log-state.ts";

interface LogToolbarProps {
  state: LogState;
  setState: SetLogState;
  /** New lines that are not shown yet. */
  waiting: number;
  /** Whether there are more of them than are counted. */
  hasTooMany: boolean;
  /** Whether lines follow upon the newest that is loaded. */
  isBehind: boolean;
  onNewest: () => void;
}

/** Following and pausing, the way to a time, and how lines are shown. */
export function LogToolbar({ state, setState, waiting, hasTooMany, isBehind, onNewest }: LogToolbarProps) {
  const isPlain = state.context === null;
  return (
    <div className="mb-2 flex flex-wrap items-center gap-2">
      {isPlain && (
        <Button
          size="sm"
          aria-pressed={state.follow}
          onClick={() => void setState({ follow: state.follow ? false : null })}
        >
          {state.follow ? <Pause aria-hidden /> : <Radio aria-hidden />}
          {state.follow ? "Pause" : "Follow"}
        </Button>
      )}
      <Button
        size="sm"
        variant="ghost"
        aria-pressed={state.wrap}
        className={state.wrap ? "bg-accent-soft! text-accent-ink!" : ""}
        onClick={() => void setState({ wrap: state.wrap ? false : null })}
      >
        <WrapText aria-hidden /> Wrap
      </Button>
      {isPlain && (waiting > 0 || isBehind || state.line !== null) && (
        <Button size="sm" variant="primary" onClick={onNewest}>
          <ArrowUpToLine aria-hidden />
          {waiting === 0
            ? "Newest lines"
            : hasTooMany
              ? `${formatNumber(1_000)}+ new lines`
              : formatCount(waiting, "new line")}
        </Button>
      )}
      {isPlain && <JumpToTime onFound={(line) => void setState({ line })} />}
    </div>
  );
}
