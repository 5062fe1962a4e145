"use client";

import { useTable } from "@tanstack/react-table";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import { type CSSProperties, useEffect, useMemo, useRef, useState } from "react";
import { SelectBox } from "#components/tasks/select-box.tsx";
import type { RunSort, RunSummary } from "#domain/run.ts";
import { cx } from "#lib/cx.ts";
import { useIsWide } from "#lib/use-is-wide.ts";
import { RunCard } from "./run-card.tsx";
import { RUN_COLUMN_FACTS, RUN_COLUMNS, runFeatures } from "./run-columns.tsx";
import type { RunColumnName } from "./run-parsers.ts";
import type { RunSelection } from "./run-selection.ts";

interface RunTableProps {
  runs: RunSummary[];
  columns: readonly RunColumnName[];
  sort: RunSort;
  onSort: (sort: RunSort) => void;
  selection: RunSelection;
  onSelect: (selection: RunSelection) => void;
  /** Called when the reader comes near the end. */
  onEnd: () => void;
}

const ROW_PX = 45;
const NEAR_END = 15;
const CELL_BOX = "2rem";
/** The box and a card where there is no room for the columns. */
const ROW = "grid grid-cols-[1.75rem_minmax(0,1fr)] items-center px-3 lg:grid-cols-(--tracks) lg:gap-4 lg:px-4";

/** Runs in rows, of which only those in view are in the page: a table where there is room, cards where there is not. */
export function RunTable({ runs, columns, sort, onSort, selection, onSelect, onEnd }: RunTableProps) {
  const isWide = useIsWide();
  const body = useRef<HTMLTableSectionElement>(null);
  const [top, setTop] = useState(0);
  const newestAtFirst = useRef(Math.max(0, ...runs.map(({ id }) => id)));
  const table = useTable({
    features: runFeatures,
    columns: useMemo(() => columns.map((name) => RUN_COLUMNS[name]), [columns]),
    data: runs,
    getRowId: (run) => String(run.id),
  });
  const rows = table.getRowModel().rows;
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]!.id,
    overscan: 12,
    scrollMargin: top,
    initialRect: { width: 1_200, height: 900 },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands above the table moves with anything it shows.
  useEffect(() => {
    setTop((body.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
  }, [runs.length, columns, selection]);

  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  useEffect(() => {
    if (last >= rows.length - NEAR_END) onEnd();
  }, [last, rows.length, onEnd]);

  const tracks = { "--tracks": [CELL_BOX, ...columns.map((name) => RUN_COLUMN_FACTS[name].width)].join(" ") };
  // In the flow of the page, so that rows of any height stand right before they have been measured.
  const space = {
    paddingTop: (items[0]?.start ?? top) - top,
    paddingBottom: virtual.getTotalSize() + top - (items.at(-1)?.end ?? top),
  };
  const isAll = runs.length > 0 && runs.every(({ id }) => selection.isAll || selection.ids.has(id));
  const toggle = (id: number, isOn: boolean) => {
    const ids = new Set(selection.isAll ? runs.map((run) => run.id) : selection.ids);
    if (isOn) ids.add(id);
    else ids.delete(id);
    onSelect({ ids, isAll: false });
  };
  return (
    <table aria-rowcount={-1} className="panel block">
      <caption className="sr-only">Runs</caption>
      <thead className="z-10 block rounded-t-[10px] border-line border-b bg-sunken lg:sticky lg:top-14">
        <tr style={tracks as CSSProperties} className={cx("py-1.5", ROW)}>
          <th scope="col" className="font-normal text-soft max-lg:col-span-2">
            <SelectBox
              label="Select all runs in the list"
              text={<span className="lg:hidden">Select all</span>}
              checked={isAll}
              isMixed={selection.ids.size > 0}
              onChange={(isOn) => onSelect({ ids: new Set(isOn ? runs.map(({ id }) => id) : []), isAll: false })}
            />
          </th>
          {columns.map((name) => (
            <HeadCell key={name} name={name} sort={sort} onSort={onSort} />
          ))}
        </tr>
      </thead>
      <tbody ref={body} className="block" style={space}>
        {items.map((item) => {
          const row = rows[item.index]!;
          const run = row.original;
          const isSelected = selection.isAll || selection.ids.has(run.id);
          return (
            <tr
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              aria-rowindex={item.index + 2}
              className={cx(
                "relative border-line border-b lg:py-2.5",
                ROW,
                isSelected ? "bg-accent-soft/40" : "hover:bg-sunken/60",
                run.id > newestAtFirst.current && "animate-appear",
              )}
              style={tracks as CSSProperties}
            >
              <td className="relative z-10 block max-lg:self-start max-lg:pt-2">
                <SelectBox
                  label={`Select run ${run.id}`}
                  checked={isSelected}
                  onChange={(isOn) => toggle(run.id, isOn)}
                />
              </td>
              {isWide !== true && (
                <td className="block min-w-0 lg:hidden">
                  <RunCard run={run} />
                </td>
              )}
              {isWide !== false &&
                row.getAllCells().map((cell) => (
                  <td
                    key={cell.id}
                    className={cx(
                      "hidden min-w-0 truncate lg:block",
                      RUN_COLUMN_FACTS[cell.column.id as RunColumnName].isRight && "text-right",
                    )}
                  >
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function HeadCell({ name, sort, onSort }: { name: RunColumnName; sort: RunSort; onSort: (sort: RunSort) => void }) {
  const { label, isRight, sorts } = RUN_COLUMN_FACTS[name];
  const place = sorts?.indexOf(sort) ?? -1;
  const Icon = place === -1 ? ChevronsUpDown : place === 0 ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={place === -1 ? undefined : place === 0 ? "descending" : "ascending"}
      className={cx("eyebrow hidden lg:block", isRight ? "text-right" : "text-left")}
    >
      {sorts ? (
        <button
          type="button"
          className="eyebrow -mx-1 inline-flex min-h-6 items-center gap-1 rounded px-1 hover:text-ink"
          onClick={() => onSort(sorts[place === 0 ? 1 : 0])}
        >
          {label}
          <Icon aria-hidden className={cx("size-3", place !== -1 && "text-accent-ink")} />
        </button>
      ) : (
        label
      )}
    </th>
  );
}
