"use client";

import { type KeyboardEvent, type MouseEvent, useState } from "react";
import { Tooltip } from "#components/ui/tooltip.tsx";
import { OUTCOMES_SHOWN } from "#domain/limits.ts";
import type { TaskOutcome } from "#domain/task-stats.ts";
import { cx } from "#lib/cx.ts";
import { useGo } from "#lib/use-go.ts";
import { OUTCOME_BARS, outcomeInWords, outcomeKind } from "./outcome-words.ts";

const HEIGHT = 24;
const STEP = 5;
const BAR = 4;
const WIDTH = OUTCOMES_SHOWN * STEP;

interface OutcomeStripProps {
  appId: number;
  taskName: string;
  /** Oldest first. */
  outcomes: readonly TaskOutcome[];
  className?: string;
}

/**
 * A task's last runs as bars, the newest at the right. One stop of the Tab key, in which arrow keys walk from run to run;
 * pointing or walking tells the run, pressing opens it.
 */
export function OutcomeStrip({ appId, taskName, outcomes, className }: OutcomeStripProps) {
  const go = useGo();
  const last = outcomes.length - 1;
  const [looked, setLooked] = useState<number | null>(null);
  const here = Math.min(looked ?? last, last);
  const outcome = outcomes[here];
  if (!outcome) return <span className="text-[0.8125rem] text-faint">No run yet</span>;

  const open = (index: number) => {
    const run = outcomes[index];
    if (run) go(`/apps/${appId}/runs/${run.runId}`);
  };
  const at = ({ currentTarget, clientX }: MouseEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const place = Math.floor(((clientX - left) / width) * OUTCOMES_SHOWN) - (OUTCOMES_SHOWN - outcomes.length);
    return Math.max(0, Math.min(last, place));
  };
  const walk = (event: KeyboardEvent) => {
    const next = nextPlace(event.key, here, last);
    if (next === null && event.key !== "Enter") return;
    event.preventDefault();
    if (next === null) open(here);
    else setLooked(next);
  };
  return (
    <Tooltip
      open={looked !== null}
      content={
        <span className="tabular-nums">
          #{outcome.runId} · {outcomeInWords(outcome)}
        </span>
      }
    >
      <div
        role="slider"
        tabIndex={0}
        aria-label={`Last runs of ${taskName}`}
        aria-valuemin={1}
        aria-valuemax={outcomes.length}
        aria-valuenow={here + 1}
        aria-valuetext={outcomeInWords(outcome)}
        className={cx("h-6 cursor-pointer", className ?? "w-[150px]")}
        onPointerMove={(event) => event.pointerType === "mouse" && setLooked(at(event))}
        onPointerLeave={() => setLooked(null)}
        onClick={(event) => !hasModifier(event) && open(at(event))}
        onFocus={(event) => event.currentTarget.matches(":focus-visible") && setLooked(here)}
        onBlur={() => setLooked(null)}
        onKeyDown={walk}
      >
        <Bars outcomes={outcomes} looked={looked} />
      </div>
    </Tooltip>
  );
}

const hasModifier = ({ ctrlKey, metaKey, shiftKey, altKey }: MouseEvent) => ctrlKey || metaKey || shiftKey || altKey;

const leftOf = (index: number, count: number) => (OUTCOMES_SHOWN - count + index) * STEP;

const STUB = 4;

/** Where runs are still to come: without them a few bars at the right look lost. */
const emptyPlaces = (count: number) =>
  Array.from(
    { length: OUTCOMES_SHOWN - count },
    (_, place) => `M${place * STEP} ${HEIGHT}v-${STUB}h${BAR}v${STUB}z`,
  ).join("");

function Bars({ outcomes, looked }: { outcomes: readonly TaskOutcome[]; looked: number | null }) {
  const kinds = Map.groupBy(outcomes.keys(), (index) => outcomeKind(outcomes[index]!.status));
  return (
    <svg
      aria-hidden
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      className="block h-full w-full"
      shapeRendering="crispEdges"
    >
      <path d={emptyPlaces(outcomes.length)} className="fill-line" />
      {looked !== null && (
        <rect x={leftOf(looked, outcomes.length)} width={BAR} height={HEIGHT} className="fill-accent/30" />
      )}
      {[...kinds].map(([kind, places]) => {
        const { height, className } = OUTCOME_BARS[kind];
        const path = places.map((place) => `M${leftOf(place, outcomes.length)} ${HEIGHT}v-${height}h${BAR}v${height}z`);
        return <path key={kind} d={path.join("")} className={className} />;
      })}
    </svg>
  );
}

function nextPlace(key: string, here: number, last: number): number | null {
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return Math.max(0, here - 1);
    case "ArrowRight":
    case "ArrowUp":
      return Math.min(last, here + 1);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}
