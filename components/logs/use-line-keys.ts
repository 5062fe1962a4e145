"use client";

import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import { copyLine } from "./copy-line.ts";

interface LineKeysOptions<Line extends { message: string }> {
  box: RefObject<HTMLDivElement | null>;
  lines: Line[];
  lineKey: (line: Line, index: number) => number | string;
  /** Index of the line that has or had the focus; -1 for none. */
  activeIndex: number;
  firstInView: () => number;
  /** Makes another line the active one; it gets the focus as soon as it is in the page. */
  onMove: (index: number) => void;
  onToggle: (key: number | string) => void;
}

const PAGE = 10;

/** Keys in a list of lines: arrows, Page, Home and End move, Enter opens and closes, C copies. */
export function useLineKeys<Line extends { message: string }>(options: LineKeysOptions<Line>) {
  const { box, lines, lineKey, activeIndex, firstInView, onMove, onToggle } = options;
  const isMoving = useRef(false);
  useEffect(() => {
    if (!isMoving.current || activeIndex === -1) return;
    isMoving.current = false;
    box.current?.querySelector<HTMLElement>(`[data-index="${activeIndex}"]`)?.focus({ preventScroll: true });
  }, [box, activeIndex]);

  const targetOf = (key: string): number | null => {
    const from = activeIndex === -1 ? firstInView() - 1 : activeIndex;
    switch (key) {
      case "ArrowDown":
        return from + 1;
      case "ArrowUp":
        return from - 1;
      case "PageDown":
        return from + PAGE;
      case "PageUp":
        return from - PAGE;
      case "Home":
        return 0;
      case "End":
        return lines.length - 1;
      default:
        return null;
    }
  };

  return (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || lines.length === 0) return;
    const here = event.target as HTMLElement;
    // A tree of values scrolls by the same keys.
    if (here.closest("[data-json-tree]")) return;
    const target = targetOf(event.key);
    if (target !== null) {
      event.preventDefault();
      isMoving.current = true;
      onMove(Math.min(lines.length - 1, Math.max(0, target)));
      return;
    }
    // On a button or link inside of a line the keys are its own.
    if (here.dataset.index === undefined) return;
    const index = Number(here.dataset.index);
    const line = lines[index];
    if (!line) return;
    if (event.key === "Enter") onToggle(lineKey(line, index));
    else if (event.key === "c") copyLine(line.message);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
