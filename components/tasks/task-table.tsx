"use client";

import { type RowSelectionState, useTable } from "@tanstack/react-table";
import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { Task } from "#domain/task.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { SelectBox } from "./select-box.tsx";
import { TaskCards } from "./task-cards.tsx";
import { RunButton } from "./task-cells.tsx";
import { TASK_COLUMNS, type TaskTableModel, taskFeatures } from "./task-columns.tsx";
import { TaskMenu } from "./task-menu.tsx";
import type { TaskRow } from "./task-row.ts";
import type { TaskViewSort } from "./use-task-view.ts";

const RunDialog = dynamic(() => import("./run-dialog.tsx").then((module) => module.RunDialog), { ssr: false });

interface TaskTableProps {
  appId: number;
  rows: TaskRow[];
  sort: TaskViewSort;
  onSort: (sort: TaskViewSort) => void;
}

/** The app's tasks, to scan, sort and select: a table where there is room, cards where there is not. */
export function TaskTable({ appId, rows, sort, onSort }: TaskTableProps) {
  const [running, setRunning] = useState<Task | null>(null);
  const [selection, setSelection] = useState<RowSelectionState>({});
  const sorting = sort === null ? [] : [{ id: sort.replace("-", ""), desc: sort.startsWith("-") }];
  const table = useTable({
    features: taskFeatures,
    columns: TASK_COLUMNS,
    data: rows,
    getRowId: ({ task }) => String(task.id),
    state: { sorting, rowSelection: selection },
    onSortingChange: (change) => {
      const [first] = typeof change === "function" ? change(sorting) : change;
      onSort(first ? (`${first.desc ? "-" : ""}${first.id}` as TaskViewSort) : null);
    },
    onRowSelectionChange: setSelection,
  });
  const shown = table.getRowModel().rows;
  // A task that a filter hides is not acted on, even when it was selected before.
  const selected = shown.filter((row) => row.getIsSelected()).map(({ original }) => original.task);
  return (
    <>
      <BulkBar appId={appId} tasks={selected} onClear={() => setSelection({})} />
      <div className="panel hidden overflow-x-auto min-[75rem]:block">
        <table className="w-full">
          <caption className="sr-only">Tasks</caption>
          <Head table={table} />
          <tbody className="divide-y divide-line">
            {shown.map((row) => (
              <tr
                key={row.id}
                className={`align-top hover:bg-sunken/40 [&>*]:px-2.5 [&>*]:py-3 ${row.getIsSelected() ? "bg-accent-soft/40" : ""}`}
              >
                <td className="w-10 pl-4!">
                  <SelectBox
                    label={`Select ${row.original.task.name}`}
                    checked={row.getIsSelected()}
                    onChange={(checked) => row.toggleSelected(checked)}
                  />
                </td>
                {row.getAllCells().map((cell) =>
                  cell.column.id === "name" ? (
                    <th key={cell.id} scope="row" className="min-w-44 max-w-56 text-left font-normal">
                      <table.FlexRender cell={cell} />
                    </th>
                  ) : (
                    <td key={cell.id} className={cell.column.id === "schedule" ? "max-w-64" : undefined}>
                      <table.FlexRender cell={cell} />
                    </td>
                  ),
                )}
                <td className="whitespace-nowrap py-2! pr-3! text-right">
                  <RunButton task={row.original.task} onRun={setRunning} />
                  <TaskMenu task={row.original.task} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <TaskCards table={table} onRun={setRunning} />
      {running && <RunDialog task={running} onClose={() => setRunning(null)} />}
    </>
  );
}

const SORT_ICONS = { asc: ArrowUp, desc: ArrowDown, none: ChevronsUpDown };
const ARIA_SORT = { asc: "ascending", desc: "descending" } as const;

function Head({ table }: { table: TaskTableModel }) {
  return (
    <thead className="border-line border-b bg-sunken/50">
      {table.getHeaderGroups().map(({ id, headers }) => (
        <tr key={id} className="[&>*]:px-2.5 [&>*]:py-1.5 [&>*]:text-left">
          <th scope="col" className="pl-4!">
            <SelectBox
              label="Select all tasks"
              checked={table.getIsAllRowsSelected()}
              isMixed={table.getIsSomeRowsSelected()}
              onChange={(checked) => table.toggleAllRowsSelected(checked)}
            />
          </th>
          {headers.map((header) => {
            const { column } = header;
            const direction = column.getIsSorted();
            const Icon = SORT_ICONS[direction || "none"];
            return (
              <th key={header.id} scope="col" aria-sort={direction ? ARIA_SORT[direction] : undefined}>
                {column.getCanSort() ? (
                  <button
                    type="button"
                    className="eyebrow -ml-1 inline-flex min-h-6 items-center gap-1 whitespace-nowrap rounded px-1 hover:text-ink"
                    onClick={column.getToggleSortingHandler()}
                  >
                    <table.FlexRender header={header} />
                    <Icon className={`size-3 ${direction ? "text-accent-ink" : ""}`} aria-hidden />
                  </button>
                ) : (
                  <span className="eyebrow">
                    <table.FlexRender header={header} />
                  </span>
                )}
              </th>
            );
          })}
          <th scope="col">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      ))}
    </thead>
  );
}
