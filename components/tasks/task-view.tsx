"use client";

import { ListFilter } from "lucide-react";
import { useMemo } from "react";
import { Button } from "#components/ui/button.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { EmptyState } from "#components/ui/states.tsx";
import { matchesTask, TASK_SHOW_LABELS, TASK_SHOWS, type TaskRow } from "./task-row.ts";
import { TaskTable } from "./task-table.tsx";
import { type TaskViewSort, useTaskView } from "./use-task-view.ts";

const SORT_LABELS = {
  name: "Name",
  next: "Next run first",
  "-last": "Latest run first",
  success: "Worst first",
  "-p95": "Slowest first",
} as const;
const SORTS = Object.keys(SORT_LABELS) as (keyof typeof SORT_LABELS)[];

/** The tasks with their search, filter and order, all of which the address holds. */
export function TaskView({ appId, rows }: { appId: number; rows: TaskRow[] }) {
  const [{ q, show, sort }, setView] = useTaskView();
  const shown = useMemo(() => rows.filter(({ task }) => matchesTask(task, q, show)), [rows, q, show]);
  const clear = () => void setView({ q: null, show: null });
  const setSort = (next: TaskViewSort) => void setView({ sort: next });
  return (
    <>
      <div className="mb-3 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
        <SearchInput
          className="col-span-2 sm:w-72"
          aria-label="Search the tasks"
          placeholder="Name, screen or schedule"
          value={q}
          onChange={(event) => void setView({ q: event.target.value || null })}
        />
        <FilterSelect
          label="Show"
          any="All tasks"
          className="sm:w-44"
          options={TASK_SHOWS}
          labelOf={(option) => TASK_SHOW_LABELS[option]}
          value={show}
          onChange={(next) => void setView({ show: next })}
        />
        <FilterSelect
          label="Order"
          any="Oldest task first"
          className="sm:w-44 min-[75rem]:hidden"
          options={SORTS}
          labelOf={(option) => SORT_LABELS[option]}
          value={SORTS.find((option) => option === sort) ?? null}
          onChange={setSort}
        />
        {(q !== "" || show !== null) && (
          <Button variant="ghost" onClick={clear}>
            Clear
          </Button>
        )}
      </div>
      {shown.length === 0 ? (
        <EmptyState
          icon={<ListFilter aria-hidden />}
          title="No task matches"
          action={<Button onClick={clear}>Show all tasks</Button>}
        >
          Change the search or the filter.
        </EmptyState>
      ) : (
        <TaskTable appId={appId} rows={shown} sort={sort} onSort={setSort} />
      )}
    </>
  );
}
