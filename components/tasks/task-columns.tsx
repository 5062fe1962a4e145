"use client";

import {
  createColumnHelper,
  createSortedRowModel,
  type ReactTable,
  rowSelectionFeature,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
} from "@tanstack/react-table";
import { formatDuration } from "#lib/format/duration.ts";
import { LastRunLink } from "./last-run-link.tsx";
import { NextRun } from "./next-run.tsx";
import { ScheduleSwitch } from "./schedule-switch.tsx";
import { TaskName, TaskOutcomes, TaskScheduleWords } from "./task-cells.tsx";
import { SORT_VALUES, type TaskRow } from "./task-row.ts";

export const taskFeatures = tableFeatures({
  rowSortingFeature,
  rowSelectionFeature,
  sortedRowModel: createSortedRowModel(),
});

export type TaskTableModel = ReactTable<typeof taskFeatures, TaskRow>;

const column = createColumnHelper<typeof taskFeatures, TaskRow>();
// What a task does not have yet stands at the end, whichever way the column is sorted.
const sorted = { sortUndefined: "last", sortFn: sortFn_basic } as const;

const Duration = ({ ms }: { ms: number | null | undefined }) => (
  <span className="whitespace-nowrap text-soft tabular-nums">
    {ms === null || ms === undefined ? "–" : formatDuration(ms)}
  </span>
);

/** The table's columns between the box that selects a task and its actions. */
export const TASK_COLUMNS = column.columns([
  column.accessor(SORT_VALUES.name, {
    id: "name",
    header: "Task",
    sortFn: sortFn_alphanumeric,
    cell: ({ row }) => <TaskName task={row.original.task} />,
  }),
  column.display({
    id: "schedule",
    header: "Schedule",
    cell: ({ row }) => <TaskScheduleWords task={row.original.task} />,
  }),
  column.accessor(SORT_VALUES.next, {
    id: "next",
    header: "Next run",
    ...sorted,
    cell: ({ row }) => <NextRun task={row.original.task} />,
  }),
  column.accessor(SORT_VALUES.last, {
    id: "last",
    header: "Last run",
    ...sorted,
    sortDescFirst: true,
    cell: ({ row }) => <LastRunLink task={row.original.task} />,
  }),
  column.accessor(SORT_VALUES.success, {
    id: "success",
    header: "Last 30 runs",
    ...sorted,
    cell: ({ row }) => <TaskOutcomes row={row.original} />,
  }),
  column.accessor(SORT_VALUES.p50, {
    id: "p50",
    header: "p50",
    ...sorted,
    sortDescFirst: true,
    cell: ({ row }) => <Duration ms={row.original.stats?.p50Ms} />,
  }),
  column.accessor(SORT_VALUES.p95, {
    id: "p95",
    header: "p95",
    ...sorted,
    sortDescFirst: true,
    cell: ({ row }) => <Duration ms={row.original.stats?.p95Ms} />,
  }),
  column.display({
    id: "on",
    header: "On",
    cell: ({ row }) => <ScheduleSwitch task={row.original.task} />,
  }),
]);
