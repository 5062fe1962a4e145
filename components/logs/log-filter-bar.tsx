"use client";

import { SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { TaskFilter } from "#components/tasks/task-filter.tsx";
import { Button } from "#components/ui/button.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { SeveralFilter } from "#components/ui/several-filter.tsx";
import { LOG_LEVELS } from "#domain/log-values.ts";
import { useTypedFilter } from "#lib/use-typed-filter.ts";
import { isFiltered, type LogFilter, RANGE_LABELS, type RangeName } from "./log-filter.ts";
import { MoreLogFilters } from "./more-log-filters.tsx";

interface LogFilterBarProps {
  filter: LogFilter;
  onChange: (changes: Partial<LogFilter>) => void;
  onClear: () => void;
}

const RANGES = Object.keys(RANGE_LABELS) as RangeName[];

/** Narrows the log; what is chosen stands in the address. */
export function LogFilterBar({ filter, onChange, onClear }: LogFilterBarProps) {
  const { run, status, mode, kind, field } = filter;
  const isCustom = filter.range === "custom";
  const hidden = [run, status, mode, kind, field].filter((value) => value !== null).length;
  const [isOpen, setOpen] = useState(hidden > 0 || isCustom);
  const [search, setSearch] = useTypedFilter(filter.q, (q) => onChange({ q }));
  return (
    <div className="mb-3 space-y-2">
      <div className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
        <SearchInput
          aria-label="Search the log"
          aria-description="Whatever the case; in double quotes, as written"
          placeholder={'Text, or "Exact Case"'}
          className="col-span-2 sm:w-60"
          value={search}
          maxLength={500}
          onChange={(event) => setSearch(event.target.value)}
        />
        <SeveralFilter
          label="Level"
          any="Any level"
          className="w-full sm:w-36"
          options={LOG_LEVELS}
          labelOf={(level) => level}
          value={filter.level}
          onChange={(level) => onChange({ level })}
        />
        <TaskFilter className="sm:w-44" value={filter.task} onChange={(task) => onChange({ task })} />
        <FilterSelect
          label="Time range"
          any="All time"
          className="sm:w-40"
          options={RANGES}
          labelOf={(range) => RANGE_LABELS[range]}
          value={filter.range}
          onChange={(range) => {
            if (range === "custom") setOpen(true);
            onChange({ range, ...(range !== "custom" && { from: null, to: null }) });
          }}
        />
        <Button variant="ghost" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <SlidersHorizontal aria-hidden /> More filters{hidden > 0 && ` (${hidden})`}
        </Button>
        {isFiltered(filter) && (
          <Button variant="ghost" onClick={onClear}>
            Clear filters
          </Button>
        )}
      </div>
      {isOpen && <MoreLogFilters filter={filter} onChange={onChange} />}
    </div>
  );
}
