"use client";

import { RUN_STATUS_LOOKS } from "#components/runs/run-status.ts";
import { TaskFilter } from "#components/tasks/task-filter.tsx";
import { Button } from "#components/ui/button.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { Input } from "#components/ui/input.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { Select } from "#components/ui/select.tsx";
import { LEVELS, LOG_STATUSES, type LogFilter, MODES, RANGE_LABELS, type RangeName } from "./log-filter.ts";

interface LogFilterBarProps {
  filter: LogFilter;
  /** The search as typed; the address follows when it rests. */
  search: string;
  onSearch: (text: string) => void;
  onChange: (changes: Partial<LogFilter>) => void;
  onClear: () => void;
  isFiltered: boolean;
}

/** A date as `datetime-local` wants it: in the viewer's zone, without saying so. */
function localInput(date: Date | null) {
  if (!date) return "";
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function LogFilterBar({ filter, search, onSearch, onChange, onClear, isFiltered }: LogFilterBarProps) {
  return (
    <div className="mb-3 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <SearchInput
        aria-label="Search the log"
        placeholder="Search text"
        className="col-span-2 sm:w-52"
        value={search}
        onChange={(event) => onSearch(event.target.value)}
      />
      <TaskFilter className="sm:w-40" value={filter.task} onChange={(task) => onChange({ task })} />
      <FilterSelect
        label="Level"
        any="Any level"
        className="sm:w-28"
        options={LEVELS}
        value={filter.level}
        onChange={(level) => onChange({ level })}
      />
      <FilterSelect
        label="Status"
        any="Any status"
        className="sm:w-36"
        options={LOG_STATUSES}
        labelOf={(status) => RUN_STATUS_LOOKS[status].label}
        value={filter.status}
        onChange={(status) => onChange({ status })}
      />
      <FilterSelect
        label="Mode"
        any="Any mode"
        className="sm:w-32"
        options={MODES}
        labelOf={(mode) => (mode === "scheduled" ? "Scheduled" : "On demand")}
        value={filter.mode}
        onChange={(mode) => onChange({ mode })}
      />
      <Select
        aria-label="Time range"
        className="sm:w-36"
        value={filter.range}
        onChange={(event) => onChange({ range: event.target.value as RangeName })}
      >
        {Object.entries(RANGE_LABELS).map(([name, label]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </Select>
      {filter.range === "custom" &&
        (["from", "to"] as const).map((edge) => (
          <Input
            key={edge}
            type="datetime-local"
            aria-label={edge === "from" ? "From" : "To"}
            className="col-span-2 sm:w-52!"
            defaultValue={localInput(filter[edge])}
            onChange={(event) => {
              const at = new Date(event.target.value);
              onChange({ [edge]: Number.isNaN(at.getTime()) ? null : at });
            }}
          />
        ))}
      {isFiltered && (
        <Button variant="ghost" onClick={onClear}>
          Clear filters
        </Button>
      )}
    </div>
  );
}
