"use client";

import { type FocusEvent, type KeyboardEvent, type MouseEvent, type PointerEvent, useRef } from "react";
import { useRovingFocus } from "#lib/use-roving-focus.ts";

interface TickCells<T> {
  /** In the order of the cells. */
  values: readonly number[];
  /** What is ticked now. */
  selection: T;
  isTicked: (selection: T, value: number) => boolean;
  /** The selection with some values ticked or unticked. */
  tick: (selection: T, values: readonly number[], isTicked: boolean) => T;
  onChange: (selection: T) => void;
}

interface Stroke<T> {
  /** What was ticked before it. A stroke that shrinks gives back what it had reached. */
  base: T;
  anchor: number;
  isTicked: boolean;
}

/**
 * Ticking many small cells: a press ticks one, dragging or Shift and an arrow key or Shift and a press a whole stretch
 * from where it began. Each cell is a button with the returned handlers and `data-cell="row:column"`.
 */
export function useTickCells<T>({ values, selection, isTicked, tick, onChange }: TickCells<T>) {
  const { ref, onKeyDown: move } = useRovingFocus<HTMLDivElement>();
  const stroke = useRef<Stroke<T> | null>(null);
  const pressedBy = useRef("");

  const begin = (value: number, ticks: boolean) => {
    stroke.current = { base: selection, anchor: value, isTicked: ticks };
  };
  const extendTo = (value: number) => {
    if (!stroke.current) return;
    const { base, anchor, isTicked: ticks } = stroke.current;
    const ends = [values.indexOf(anchor), values.indexOf(value)];
    onChange(tick(base, values.slice(Math.min(...ends), Math.max(...ends) + 1), ticks));
  };
  const press = (value: number, isShift: boolean) => {
    if (!isShift || !stroke.current) begin(value, !isTicked(selection, value));
    extendTo(value);
  };

  return {
    ref,
    onKeyDown: (event: KeyboardEvent) => {
      const from = cellValue(event.target);
      move(event);
      const to = cellValue(document.activeElement);
      if (from === null || to === null || from === to) return;
      if (!event.shiftKey) stroke.current = null;
      else {
        if (!stroke.current) begin(from, true);
        extendTo(to);
      }
    },
    onBlur: (event: FocusEvent) => {
      // Elsewhere the selection may be changed, and a stroke that went on would take that back.
      if (!ref.current?.contains(event.relatedTarget)) stroke.current = null;
    },
    cellOf: (value: number) => ({
      "data-value": value,
      onPointerDown: (event: PointerEvent) => {
        pressedBy.current = event.pointerType;
        if (event.pointerType === "mouse" && event.button === 0) press(value, event.shiftKey);
      },
      onPointerEnter: (event: PointerEvent) => {
        if (event.pointerType === "mouse" && (event.buttons & 1) === 1) extendTo(value);
      },
      onClick: (event: MouseEvent) => {
        // A mouse was answered when it was pressed; a click without a count is a key or a screen reader.
        if (event.detail === 0 || pressedBy.current !== "mouse") press(value, event.shiftKey);
      },
    }),
  };
}

function cellValue(target: EventTarget | null): number | null {
  const value = target instanceof HTMLElement ? target.dataset.value : undefined;
  return value === undefined ? null : Number(value);
}
