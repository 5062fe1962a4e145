"use client";

import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from "react";
import { cx } from "#lib/cx.ts";
import { useIsClient } from "#lib/use-is-client.ts";
import { LogRow, type ShownLine } from "./log-row.tsx";
import { useLineKeys } from "./use-line-keys.ts";

export type LineKey = number | string;

interface LogListProps<Line extends ShownLine> {
  lines: Line[];
  lineKey: (line: Line, index: number) => LineKey;
  label: string;
  search?: string | undefined;
  runHref?: (line: Line) => string;
  className?: string;
  /** Keeps the newest line (the last) in view as lines come, until the reader scrolls away from it. */
  stickToEnd?: boolean;
  onStick?: (sticking: boolean) => void;
  /** Keeps the first line in view as lines come on top; else the lines in view stay where they are. */
  stickToTop?: boolean;
  onTop?: (isAtTop: boolean) => void;
  /** Another number goes to the first line once. */
  toTop?: number;
  /** Called when the reader comes near the end. */
  onEnd?: () => void;
  /** Called when the reader comes near the beginning. */
  onStart?: () => void;
  /** What stands after the last line. */
  footer?: ReactNode;
  /** What can be done with a line, shown when it is open. */
  actions?: (line: Line) => ReactNode;
  /** A line that stands out, and that the list begins at. */
  markedKey?: LineKey | undefined;
  /** Whether long lines break; else each takes one row until it is opened. */
  wrap?: boolean;
  /** Asks for the lines that have a field with this text. */
  onField?: (name: string, text: string) => void;
  /** Whether a screen reader says the lines that come. */
  isSpoken?: boolean;
}

const NEAR_PX = 32;
const NEAR_LINES = 20;
/** What fits before the list has been measured, so that it arrives with its lines. */
const FIRST_RECT = { width: 800, height: 800 };

/** Log lines in a box of their own that scrolls; only those in view are in the page. */
export function LogList<Line extends ShownLine>(props: LogListProps<Line>) {
  const { lines, lineKey, label, search, runHref, className, footer, actions, markedKey, onField } = props;
  const {
    stickToEnd = false,
    onStick,
    stickToTop,
    onTop,
    toTop = 0,
    onEnd,
    onStart,
    wrap = true,
    isSpoken = true,
  } = props;
  const isClient = useIsClient();
  const box = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<ReadonlySet<LineKey>>(new Set());
  const [activeKey, setActiveKey] = useState<LineKey | null>(null);
  const activeIndex = activeKey === null ? -1 : lines.findIndex((line, index) => lineKey(line, index) === activeKey);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => 29,
    getItemKey: (index) => lineKey(lines[index]!, index),
    overscan: 20,
    initialRect: FIRST_RECT,
    // Lines may come or go above those in view, which then must not move.
    anchorTo: stickToTop === undefined ? "start" : "end",
    // The line that has the focus stays in the page, wherever it was scrolled to.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return activeIndex === -1 || shown.includes(activeIndex) ? shown : [...shown, activeIndex].sort((a, b) => a - b);
    },
  });

  useEffect(() => {
    if (stickToEnd && lines.length > 0) rows.scrollToIndex(lines.length - 1, { align: "end" });
  }, [stickToEnd, lines.length, rows]);

  const firstKey = lines.length > 0 ? lineKey(lines[0]!, 0) : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another first line is the occasion.
  useLayoutEffect(() => {
    if (stickToTop) rows.scrollToOffset(0);
  }, [stickToTop, firstKey, rows]);

  useLayoutEffect(() => {
    if (toTop > 0) rows.scrollToOffset(0);
  }, [toTop, rows]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the list begins at the line once, then the reader scrolls.
  useLayoutEffect(() => {
    const index = lines.findIndex((line, at) => lineKey(line, at) === markedKey);
    if (index !== -1) rows.scrollToIndex(index, { align: "center" });
  }, [markedKey]);

  const items = rows.getVirtualItems();
  const firstShown = items[0]?.index ?? 0;
  const lastShown = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (lastShown >= lines.length - NEAR_LINES) onEnd?.();
  }, [lastShown, lines.length, onEnd]);
  useEffect(() => {
    if (firstShown <= NEAR_LINES) onStart?.();
  }, [firstShown, onStart]);

  const toggle = (key: LineKey) =>
    setOpened((now) => {
      const next = new Set(now);
      if (!next.delete(key)) next.add(key);
      return next;
    });

  const onKeyDown = useLineKeys({
    box,
    lines,
    lineKey,
    activeIndex,
    firstInView: () => rows.getVirtualItemForOffset(box.current?.scrollTop ?? 0)?.index ?? 0,
    onMove: (index) => {
      setActiveKey(lineKey(lines[index]!, index));
      rows.scrollToIndex(index, { align: "auto" });
    },
    onToggle: toggle,
  });

  return (
    <div
      ref={box}
      role="log"
      aria-label={label}
      aria-live={isSpoken ? "polite" : "off"}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      className={cx("@container overflow-y-auto overflow-x-hidden [overflow-anchor:none]", className)}
      onKeyDown={onKeyDown}
      onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
        onStick?.(scrollHeight - scrollTop - clientHeight < NEAR_PX);
        onTop?.(scrollTop < NEAR_PX);
      }}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: rows lie on top of each other, which list styles do not reach. */}
      <div role="list" className="relative" style={isClient ? { height: rows.getTotalSize() } : undefined}>
        {items.map((item) => {
          const line = lines[item.index]!;
          const key = item.key as LineKey;
          return (
            // biome-ignore lint/a11y/useSemanticElements: an item of the list above.
            <div
              key={key}
              ref={rows.measureElement}
              role="listitem"
              data-index={item.index}
              tabIndex={-1}
              aria-current={key === markedKey ? "location" : undefined}
              // Where nothing has been measured yet, lines of several rows would lie on top of each other.
              className={cx(
                "focus-visible:z-10 focus-visible:outline-offset-[-2px]",
                isClient && "absolute inset-x-0 top-0",
              )}
              style={isClient ? { transform: `translateY(${item.start}px)` } : undefined}
              onFocus={(event) => {
                if (event.target === event.currentTarget) setActiveKey(key);
              }}
            >
              <LogRow
                line={line}
                open={opened.has(key)}
                onToggle={() => toggle(key)}
                search={search}
                runHref={runHref?.(line)}
                actions={actions && opened.has(key) ? actions(line) : undefined}
                canOpen={actions !== undefined}
                isMarked={key === markedKey}
                wrap={wrap}
                onField={onField}
              />
            </div>
          );
        })}
      </div>
      {footer}
    </div>
  );
}
