"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { LogLevel, LogLineKind } from "#domain/log-values.ts";
import { cx } from "#lib/cx.ts";
import { formatAbsolute, formatClock, formatDay } from "#lib/format/datetime.ts";
import { LineText } from "./line-text.tsx";
import { LineValues } from "./line-values.tsx";
import { LOG_KIND_LABELS, LOG_LEVEL_CLASSES } from "./log-level.ts";

/** One line as a row needs it; a test run's lines have no id and no run. */
export interface ShownLine {
  at: string;
  level: LogLevel;
  kind: LogLineKind;
  message: string;
  args: unknown[] | null;
  runId?: number;
  taskName?: string;
}

interface LogRowProps {
  line: ShownLine;
  open: boolean;
  onToggle: () => void;
  search?: string | undefined;
  /** Where the line's run is; shown with the task's name. Absent where all lines are of one run. */
  runHref?: string | undefined;
  /** What can be done with the line, shown while it is open. */
  actions?: ReactNode;
  /** Whether it opens even when its message says all. */
  canOpen: boolean;
  isMarked: boolean;
  wrap: boolean;
  /** Asks for the lines that have a field with this text. */
  onField?: ((name: string, text: string) => void) | undefined;
}

/** Whether opening the line shows more than its message already does. */
const hasDetail = (line: ShownLine) =>
  line.message.length > 300 ||
  line.message.includes("\n") ||
  (line.args?.some((arg) => typeof arg === "object" && arg !== null) ?? false);

export function LogRow({
  line,
  open,
  onToggle,
  search,
  runHref,
  actions,
  canOpen,
  isMarked,
  wrap,
  onField,
}: LogRowProps) {
  const opens = canOpen || hasDetail(line);
  return (
    <div
      className={cx(
        "border-line border-b px-3 py-1 font-mono text-[0.8125rem]",
        line.level === "error" && "bg-bad-soft/50",
        line.level === "warn" && "bg-warn-soft/50",
        isMarked && "bg-accent-soft! shadow-[inset_3px_0_0_var(--accent)]",
      )}
    >
      <div className="flex flex-wrap items-baseline gap-x-3 @xl:flex-nowrap">
        <span className="flex shrink-0 items-baseline gap-x-2.5">
          <button
            type="button"
            disabled={!opens}
            onClick={onToggle}
            aria-expanded={opens ? open : undefined}
            aria-label={open ? "Hide details" : "Show details"}
            className="self-center rounded p-0.5 text-faint enabled:hover:text-ink disabled:invisible"
          >
            <ChevronRight aria-hidden className={cx("size-3.5 transition-transform", open && "rotate-90")} />
          </button>
          <time
            dateTime={line.at}
            title={formatAbsolute(line.at)}
            className="whitespace-nowrap text-faint tabular-nums"
          >
            {runHref && <span className="hidden xl:inline">{formatDay(line.at)} </span>}
            {formatClock(line.at)}
          </time>
          <span className={cx("w-10 font-semibold", LOG_LEVEL_CLASSES[line.level])}>{line.level}</span>
        </span>
        {runHref && (
          <Link href={runHref} title={`Run #${line.runId}`} className="link max-w-40 shrink-0 truncate">
            {line.taskName}
          </Link>
        )}
        <span
          className={cx(
            "min-w-0 basis-full @xl:basis-auto",
            open || wrap ? "whitespace-pre-wrap break-words" : "truncate",
            !open && wrap && "line-clamp-3",
          )}
        >
          {LOG_KIND_LABELS[line.kind] && (
            <span className="mr-2 rounded bg-quiet-soft px-1.5 text-[0.75rem] text-quiet">
              {LOG_KIND_LABELS[line.kind]}
            </span>
          )}
          <LineText text={line.message} search={search} />
        </span>
      </div>
      {open && <LineValues line={line} search={search} onField={onField} />}
      {actions}
    </div>
  );
}
