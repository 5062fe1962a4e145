"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { cx } from "#lib/cx.ts";
import { LogRow, type ShownLine } from "./log-row.tsx";

interface LogListProps<Line extends ShownLine> {
  lines: Line[];
  lineKey: (line: Line, index: number) => number | string;
  label: string;
  search?: string | undefined;
  runHref?: (line: Line) => string;
  className?: string;
  /** Keeps the newest line (the last) in view as lines come, until the reader scrolls away from it. */
  stickToEnd?: boolean;
  onStick?: (sticking: boolean) => void;
  /** Called when the reader comes near the end. */
  onEnd?: () => void;
  /** What stands after the last line. */
  footer?: ReactNode;
}

const NEAR_PX = 32;

/** Log lines in a box of their own that scrolls; only those in view are in the page. */
export function LogList<Line extends ShownLine>({
  lines,
  lineKey,
  label,
  search,
  runHref,
  className,
  stickToEnd = false,
  onStick,
  onEnd,
  footer,
}: LogListProps<Line>) {
  const box = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<ReadonlySet<number | string>>(new Set());
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => 29,
    getItemKey: (index) => lineKey(lines[index]!, index),
    overscan: 20,
  });

  useEffect(() => {
    if (stickToEnd && lines.length > 0) rows.scrollToIndex(lines.length - 1, { align: "end" });
  }, [stickToEnd, lines.length, rows]);

  const items = rows.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (lastShown >= lines.length - 20) onEnd?.();
  }, [lastShown, lines.length, onEnd]);

  const toggle = (key: number | string) =>
    setOpened((now) => {
      const next = new Set(now);
      if (!next.delete(key)) next.add(key);
      return next;
    });

  return (
    <div
      ref={box}
      role="log"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      className={cx("@container overflow-y-auto overflow-x-hidden", className)}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) =>
        onStick?.(scrollHeight - scrollTop - clientHeight < NEAR_PX)
      }
    >
      <div className="relative" style={{ height: rows.getTotalSize() }}>
        {items.map((item) => {
          const line = lines[item.index]!;
          return (
            <div
              key={item.key}
              ref={rows.measureElement}
              data-index={item.index}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <LogRow
                line={line}
                open={opened.has(item.key as number | string)}
                onToggle={() => toggle(item.key as number | string)}
                search={search}
                runHref={runHref?.(line)}
              />
            </div>
          );
        })}
      </div>
      {footer}
    </div>
  );
}
