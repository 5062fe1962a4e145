"use client";

import { type KeyboardEvent, useRef } from "react";

const STEPS: Record<string, [row: number, column: number]> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/**
 * Arrow keys among many small cells, of which only one is a stop of the Tab key. The container gets `ref` and
 * `onKeyDown`, each cell `data-cell="row:column"`; rows may differ in length.
 */
export function useRovingFocus<T extends HTMLElement>() {
  const ref = useRef<T>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const here = (event.target as Element).closest<HTMLElement>("[data-cell]");
    const rows = [...Map.groupBy(ref.current?.querySelectorAll<HTMLElement>("[data-cell]") ?? [], rowOf).values()];
    const row = rows.findIndex((cells) => here !== null && cells.includes(here));
    if (here === null || row === -1) return;
    const column = rows[row]!.indexOf(here);
    const next = cellAfter(rows, row, column, event.key);
    if (!next) return;
    event.preventDefault();
    here.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  };
  return { ref, onKeyDown };
}

const rowOf = (cell: HTMLElement) => cell.dataset.cell?.split(":")[0];

function cellAfter(rows: HTMLElement[][], row: number, column: number, key: string): HTMLElement | undefined {
  if (key === "Home") return rows[row]?.[0];
  if (key === "End") return rows[row]?.at(-1);
  const step = STEPS[key];
  if (!step) return undefined;
  const target = rows[row + step[0]];
  return step[0] === 0 ? target?.[column + step[1]] : target?.[Math.min(column, target.length - 1)];
}
