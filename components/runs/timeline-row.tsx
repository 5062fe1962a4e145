import type { LogLevel } from "#domain/log-values.ts";
import { cx } from "#lib/cx.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { runStatusLook } from "./run-status.ts";
import type { TimelineBar, TimelineMark, TimeWindow } from "./timeline.ts";

const GRID = "grid w-full grid-cols-[8rem_minmax(0,1fr)] sm:grid-cols-[14rem_minmax(0,1fr)]";

const FILLS: Record<TimelineBar["kind"], string> = {
  wait: "bg-line-strong/50",
  pause: "bg-line-strong/50",
  attempt: "bg-accent",
  fetch: "bg-info",
  "data-source": "bg-ok",
  task: "bg-heavy",
  mail: "bg-ours",
  sms: "bg-ours",
  push: "bg-ours",
  secret: "bg-warn",
};

const BAD_ENDS: readonly string[] = ["failed", "timed_out", "out_of_memory", "crashed"];
const MARKS_SHOWN = 400;

const MARK_FILLS: Record<LogLevel, string> = {
  debug: "bg-line-strong",
  log: "bg-quiet",
  info: "bg-info",
  warn: "bg-warn",
  error: "bg-bad",
};

interface TimelineRowProps {
  bar: TimelineBar;
  window: TimeWindow;
  /** Whether the Tab key stops here; the arrow keys reach the others. */
  isFirst: boolean;
  onPoint: (bar: TimelineBar) => void;
  onLine: (lineId: number) => void;
}

/** One stretch of the timeline: its name and its bar. One that a line recorded leads to it. */
export function TimelineRow({ bar, window, isFirst, onPoint, onLine }: TimelineRowProps) {
  const { label, kind, from, to, status, isBad, lineId } = bar;
  const length = window.to - window.from;
  const left = ((from - window.from) / length) * 100;
  const width = ((to - from) / length) * 100;
  const took = formatDuration(to - from);
  const isCall = lineId !== undefined;
  return (
    <li>
      <button
        type="button"
        data-bar
        tabIndex={isFirst ? 0 : -1}
        className={cx(GRID, "items-stretch text-left text-[0.8125rem] hover:bg-sunken/60", !isCall && "cursor-default")}
        aria-label={`${label}, starts at ${formatDuration(from)}, takes ${took}${status ? `, ${runStatusLook(status).label}` : ""}${isCall ? ". Go to its line" : ""}`}
        onFocus={() => onPoint(bar)}
        onPointerEnter={() => onPoint(bar)}
        onClick={() => isCall && onLine(lineId)}
      >
        <span className={cx("flex min-w-0 items-center gap-2 py-1 pr-3 pl-4", isCall && "pl-7")}>
          <span className={cx("min-w-0 flex-1 truncate", isBad && "text-bad", !isCall && "font-medium")}>{label}</span>
          <span className="shrink-0 text-faint tabular-nums">{took}</span>
        </span>
        <span className="relative overflow-hidden border-line border-l">
          <span
            aria-hidden
            className={cx(
              "absolute inset-y-1.5 min-w-[3px] rounded-sm",
              isBad || BAD_ENDS.includes(status ?? "") ? "bg-bad" : FILLS[kind],
              status === "running" && "animate-pulse motion-reduce:animate-none",
            )}
            style={{ left: `${left}%`, width: `${width}%` }}
          />
        </span>
      </button>
    </li>
  );
}

interface MarkTrackProps {
  marks: readonly TimelineMark[];
  window: TimeWindow;
  onLine: (lineId: number) => void;
}

/** The moments of the other lines, on a track of their own. The log below says the same to keyboards and readers. */
export function MarkTrack({ marks, window, onLine }: MarkTrackProps) {
  const inView = marks.filter(({ at }) => at >= window.from && at <= window.to).slice(0, MARKS_SHOWN);
  return (
    <div aria-hidden className={cx(GRID, "border-line border-t text-[0.8125rem]")}>
      <span className="flex items-center gap-2 py-1 pr-3 pl-4">
        <span className="flex-1 truncate">Lines</span>
        <span className="text-faint tabular-nums">{marks.length}</span>
      </span>
      <span className="relative overflow-hidden border-line border-l">
        {inView.map(({ lineId, at, level, label }) => (
          <button
            key={lineId}
            type="button"
            tabIndex={-1}
            title={label.slice(0, 300)}
            className={cx("absolute inset-y-1.5 w-[3px] rounded-sm hover:w-1.5", MARK_FILLS[level])}
            style={{ left: `${((at - window.from) / (window.to - window.from)) * 100}%` }}
            onClick={() => onLine(lineId)}
          />
        ))}
      </span>
    </div>
  );
}
