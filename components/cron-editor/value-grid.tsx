"use client";

import type { FieldSelection } from "#domain/cron/field-selection.ts";
import { cx } from "#lib/cx.ts";
import { useTickCells } from "./use-tick-cells.ts";

interface ValueGridProps {
  label: string;
  columns: number;
  cells: readonly { value: number; text: string; name: string }[];
  selection: FieldSelection;
  isTicked: (selection: FieldSelection, value: number) => boolean;
  tick: (selection: FieldSelection, values: readonly number[], isTicked: boolean) => FieldSelection;
  onChange: (selection: FieldSelection) => void;
}

/** The values of a field to tick, by press, drag, arrow keys and Space. */
export function ValueGrid({ label, columns, cells, selection, isTicked, tick, onChange }: ValueGridProps) {
  const { ref, onKeyDown, onBlur, cellOf } = useTickCells({
    values: cells.map(({ value }) => value),
    selection,
    isTicked,
    tick,
    onChange,
  });
  const rows = Array.from({ length: Math.ceil(cells.length / columns) }, (_, row) =>
    cells.slice(row * columns, (row + 1) * columns),
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of buttons on a layout of their own, which table rows do not take.
    <div
      ref={ref}
      role="grid"
      aria-label={label}
      aria-multiselectable
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      className="grid w-full select-none gap-1"
    >
      {rows.map((row, rowIndex) => (
        // biome-ignore lint/a11y/useSemanticElements: see above.
        <div
          key={row[0]!.value}
          role="row"
          tabIndex={-1}
          className="grid gap-1"
          style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
        >
          {row.map(({ value, text, name }, column) => (
            // biome-ignore lint/a11y/useSemanticElements: a cell that is pressed is a button.
            <button
              key={value}
              type="button"
              role="gridcell"
              data-cell={`${rowIndex}:${column}`}
              tabIndex={rowIndex === 0 && column === 0 ? 0 : -1}
              aria-selected={isTicked(selection, value)}
              aria-label={name}
              className={cx(
                "h-8 rounded-md text-[0.8125rem] tabular-nums",
                isTicked(selection, value)
                  ? "bg-accent font-medium text-on-accent hover:bg-accent-strong"
                  : "bg-sunken text-ink hover:bg-accent-soft",
              )}
              {...cellOf(value)}
            >
              {text}
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}
