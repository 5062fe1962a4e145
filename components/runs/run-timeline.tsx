"use client";

import { Maximize2, ZoomIn, ZoomOut } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { LogLine } from "#domain/log.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { formatCount } from "#lib/format/number.ts";
import { useNow } from "#lib/use-now.ts";
import { isRunLive } from "./run-status.ts";
import type { ShownRun } from "./shown-run.ts";
import { axisTicks, moved, type TimelineBar, type TimeWindow, timelineOf, zoomed } from "./timeline.ts";
import { MarkTrack, TimelineRow } from "./timeline-row.tsx";

interface RunTimelineProps {
  run: ShownRun;
  lines: readonly LogLine[];
  /** Whether the run has more lines than these. */
  hasMore: boolean;
  onLine: (lineId: number) => void;
}

const BARS_SHOWN = 400;
const STEP = 0.5;

/**
 * Where the run's time went: a row for its wait, each attempt and each call. Arrow keys move between rows, + and - zoom,
 * 0 shows all, Enter goes to the call's line; on the scale, dragging zooms in.
 */
export function RunTimeline({ run, lines, hasMore, onLine }: RunTimelineProps) {
  const live = isRunLive(run.status);
  const now = useNow(500);
  const end = live ? now : 0;
  const timeline = useMemo(() => timelineOf(run, lines, end), [run, lines, end]);
  const { totalMs } = timeline;
  const [chosen, setChosen] = useState<TimeWindow | null>(null);
  const [pointed, setPointed] = useState<TimelineBar | null>(null);
  const [drag, setDrag] = useState<TimeWindow | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const whole = { from: 0, to: totalMs };
  const window = chosen ?? whole;
  const bars = timeline.bars.slice(0, BARS_SHOWN);
  if (bars.length === 0 || now === 0) return null;

  const zoom = (factor: number, center = pointed ? (pointed.from + pointed.to) / 2 : (window.from + window.to) / 2) => {
    const next = zoomed(window, factor, center, totalMs);
    setChosen(next.to - next.from >= totalMs ? null : next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-bar]") ?? [])];
    const place = rows.indexOf(document.activeElement as HTMLElement);
    const move = (share: number) => setChosen(chosen && moved(chosen, share, totalMs));
    if (event.key === "ArrowDown") rows[place + 1]?.focus();
    else if (event.key === "ArrowUp") rows[place - 1]?.focus();
    else if (event.key === "Home") rows[0]?.focus();
    else if (event.key === "End") rows.at(-1)?.focus();
    else if (event.key === "ArrowLeft") move(-0.25);
    else if (event.key === "ArrowRight") move(0.25);
    else if (event.key === "+" || event.key === "=") zoom(STEP);
    else if (event.key === "-") zoom(1 / STEP);
    else if (event.key === "0") setChosen(null);
    else return;
    event.preventDefault();
  };
  const momentAt = ({ currentTarget, clientX }: PointerEvent<HTMLElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (clientX - left) / Math.max(1, width)));
    return window.from + share * (window.to - window.from);
  };
  const endDrag = () => {
    if (drag && Math.abs(drag.to - drag.from) > (window.to - window.from) / 100)
      setChosen({
        from: Math.min(drag.from, drag.to),
        to: Math.max(drag.from, drag.to, Math.min(drag.from, drag.to) + 1),
      });
    setDrag(null);
  };
  const share = (at: number) => `${((at - window.from) / (window.to - window.from)) * 100}%`;
  return (
    <section aria-label="Timeline" className="panel overflow-hidden">
      <header className="flex min-h-10 flex-wrap items-center gap-1 border-line border-b py-1 pr-1.5 pl-4">
        <h2 className="mr-auto font-medium">
          Timeline <span className="ml-1 font-normal text-[0.8125rem] text-faint">{formatDuration(totalMs)}</span>
        </h2>
        <Button size="icon" variant="ghost" aria-label="Zoom in" onClick={() => zoom(STEP)}>
          <ZoomIn aria-hidden />
        </Button>
        <Button size="icon" variant="ghost" aria-label="Zoom out" disabled={!chosen} onClick={() => zoom(1 / STEP)}>
          <ZoomOut aria-hidden />
        </Button>
        <Button size="icon" variant="ghost" aria-label="Show all" disabled={!chosen} onClick={() => setChosen(null)}>
          <Maximize2 aria-hidden />
        </Button>
      </header>
      <div className="max-h-96 overflow-y-auto" onPointerLeave={() => setPointed(null)}>
        <div className="sticky top-0 z-10 grid grid-cols-[8rem_minmax(0,1fr)] border-line border-b bg-surface sm:grid-cols-[14rem_minmax(0,1fr)]">
          <span />
          <div
            aria-hidden
            className="relative h-6 cursor-crosshair touch-none select-none overflow-hidden border-line border-l text-[0.6875rem] text-faint tabular-nums"
            onPointerDown={(event) => {
              event.currentTarget.setPointerCapture(event.pointerId);
              const at = momentAt(event);
              setDrag({ from: at, to: at });
            }}
            onPointerMove={(event) => drag && setDrag({ from: drag.from, to: momentAt(event) })}
            onPointerUp={endDrag}
            onPointerCancel={() => setDrag(null)}
          >
            {axisTicks(window.from, window.to, 6).map((at) => (
              <span key={at} className="absolute inset-y-0 border-line border-l pl-1" style={{ left: share(at) }}>
                {/* Near the edge there is no room for words. */}
                {at - window.from < (window.to - window.from) * 0.92 && formatDuration(at)}
              </span>
            ))}
            {drag && (
              <span
                className="absolute inset-y-0 bg-accent/25"
                style={{
                  left: share(Math.min(drag.from, drag.to)),
                  right: `calc(100% - ${share(Math.max(drag.from, drag.to))})`,
                }}
              />
            )}
          </div>
        </div>
        <ol ref={list} aria-label="Steps" onKeyDown={onKeyDown}>
          {bars.map((bar, index) => (
            <TimelineRow
              key={bar.id}
              bar={bar}
              window={window}
              isFirst={index === 0}
              onPoint={setPointed}
              onLine={onLine}
            />
          ))}
        </ol>
        {timeline.marks.length > 0 && <MarkTrack marks={timeline.marks} window={window} onLine={onLine} />}
      </div>
      <p className="min-h-8 truncate border-line border-t px-4 py-1.5 text-[0.8125rem] text-soft">
        {pointed
          ? `${pointed.label}: starts at ${formatDuration(pointed.from)}, takes ${formatDuration(pointed.to - pointed.from)}`
          : `${formatCount(timeline.bars.length, "step")}${timeline.bars.length > BARS_SHOWN ? `, the first ${BARS_SHOWN} shown` : ""}${hasMore ? ", of the lines read so far" : ""}`}
      </p>
    </section>
  );
}
