"use client";

import { ArrowDown, ArrowUp, Pencil } from "lucide-react";
import { Can } from "#components/shell/can.tsx";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Button } from "#components/ui/button.tsx";
import { Tick } from "#components/ui/input.tsx";
import type { DataSourceEntry } from "#domain/data-source.ts";
import { cx } from "#lib/cx.ts";
import { nextSort, sortOf } from "./entry-view.ts";
import { Writer } from "./writer.tsx";

/** Columns shown: a table of more is read by nobody. */
export const COLUMNS_SHOWN = 40;
const TEXT_SHOWN = 200;

interface EntryTableProps {
  appId: number;
  columns: string[];
  entries: DataSourceEntry[];
  sort: string;
  onSort: (sort: string) => void;
  selected: ReadonlySet<number>;
  onSelect: (ids: ReadonlySet<number>) => void;
  onEdit: (entry: DataSourceEntry) => void;
  isStale: boolean;
}

/** A page of entries. It scrolls sideways by itself, so that the page never does. */
export function EntryTable({
  appId,
  columns,
  entries,
  sort,
  onSort,
  selected,
  onSelect,
  onEdit,
  isStale,
}: EntryTableProps) {
  const sorted = sortOf(sort);
  const shown = columns.slice(0, COLUMNS_SHOWN);
  const areAllSelected = entries.every(({ id }) => selected.has(id));
  const toggle = (id: number) => {
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelect(next);
  };
  return (
    <section
      aria-label="Entries"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      className={cx("panel overflow-x-auto transition-opacity", isStale && "opacity-60")}
    >
      <table className="w-full border-collapse text-left">
        <thead className="bg-sunken/50">
          <tr className="border-line border-b">
            <th scope="col" className="w-0 py-2 pr-1 pl-4">
              <Tick
                type="checkbox"
                aria-label="Select all entries of this page"
                className="block size-4 accent-accent"
                checked={areAllSelected}
                onChange={() => onSelect(new Set(areAllSelected ? [] : entries.map(({ id }) => id)))}
              />
            </th>
            <th scope="col" className="w-0 px-1 py-2">
              <span className="sr-only">Edit</span>
            </th>
            {shown.map((column) => (
              <SortableHead
                key={column}
                column={column}
                sorted={sorted}
                onSort={() => onSort(nextSort(sort, column))}
              />
            ))}
            <th scope="col" className="eyebrow whitespace-nowrap px-3 py-2">
              Written by
            </th>
            <th scope="col" className="eyebrow whitespace-nowrap px-3 py-2 pr-4">
              When
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {entries.map((entry) => (
            <tr key={entry.id} className={cx(selected.has(entry.id) ? "bg-accent-soft" : "hover:bg-sunken/60")}>
              <td className="py-1.5 pr-1 pl-4">
                <Tick
                  type="checkbox"
                  aria-label={`Select entry ${entry.id}`}
                  className="block size-4 accent-accent"
                  checked={selected.has(entry.id)}
                  onChange={() => toggle(entry.id)}
                />
              </td>
              <td className="px-1 py-1.5">
                <Can to="dataSources.update">
                  <Button variant="ghost" size="sm" aria-label={`Edit entry ${entry.id}`} onClick={() => onEdit(entry)}>
                    <Pencil aria-hidden />
                  </Button>
                </Can>
              </td>
              {shown.map((column) => (
                <td key={column} className="max-w-72 truncate px-3 py-1.5" title={cellText(entry.data[column])}>
                  <CellValue value={Object.hasOwn(entry.data, column) ? entry.data[column] : undefined} />
                </td>
              ))}
              <td className="max-w-48 truncate px-3 py-1.5 text-soft">
                <Writer appId={appId} by={entry.writtenBy} runId={entry.writtenByRun} />
              </td>
              <td className="whitespace-nowrap px-3 py-1.5 pr-4 text-[0.8125rem] text-soft">
                <RelativeTime at={entry.updatedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function SortableHead({
  column,
  sorted,
  onSort,
}: {
  column: string;
  sorted: ReturnType<typeof sortOf>;
  onSort: () => void;
}) {
  const isSorted = sorted?.column === column;
  const Arrow = sorted?.isDescending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={!isSorted ? undefined : sorted.isDescending ? "descending" : "ascending"}
      className="max-w-72 p-0"
    >
      <button
        type="button"
        onClick={onSort}
        title={`Sort by ${column}`}
        className="flex max-w-full items-center gap-1 px-3 py-2 font-medium hover:underline focus-visible:-outline-offset-2"
      >
        <span className="truncate">{column}</span>
        {isSorted && <Arrow className="size-3.5 shrink-0" aria-hidden />}
      </button>
    </th>
  );
}

function cellText(value: unknown): string {
  if (value === undefined || value === null) return "";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > TEXT_SHOWN ? `${text.slice(0, TEXT_SHOWN)}…` : text;
}

function CellValue({ value }: { value: unknown }) {
  if (value === undefined) return null;
  if (value === null) return <span className="text-faint italic">null</span>;
  if (typeof value === "string") return <>{cellText(value)}</>;
  return <code className={typeof value === "number" ? "tabular-nums" : undefined}>{cellText(value)}</code>;
}
