"use client";

import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { RUN_STATUS_LOOKS } from "#components/runs/run-status.ts";
import { useAppId } from "#components/shell/app-id.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { LogLevel, LogMode } from "#domain/log.ts";
import type { RunStatus } from "#domain/run.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
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
  const appId = useAppId();
  const trpc = useTRPC();
  const tasks = useQuery(trpc.tasks.list.queryOptions({ appId }));
  return (
    <div className="mb-3 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <div className="relative col-span-2 sm:w-52">
        <Search
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint"
          aria-hidden
        />
        <Input
          type="search"
          aria-label="Search the log"
          placeholder="Search text"
          className="pl-8!"
          value={search}
          onChange={(event) => onSearch(event.target.value)}
        />
      </div>
      <Select
        aria-label="Task"
        className="sm:w-40"
        value={filter.task ?? ""}
        onChange={(event) => onChange({ task: event.target.value ? Number(event.target.value) : null })}
      >
        <option value="">All tasks</option>
        {tasks.data?.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
        {filter.task !== null && !tasks.data?.some(({ id }) => id === filter.task) && (
          <option value={filter.task}>Task {filter.task}</option>
        )}
      </Select>
      <Select
        aria-label="Level"
        className="sm:w-28"
        value={filter.level ?? ""}
        onChange={(event) => onChange({ level: (event.target.value || null) as LogLevel | null })}
      >
        <option value="">Any level</option>
        {LEVELS.map((level) => (
          <option key={level}>{level}</option>
        ))}
      </Select>
      <Select
        aria-label="Status"
        className="sm:w-36"
        value={filter.status ?? ""}
        onChange={(event) => onChange({ status: (event.target.value || null) as RunStatus | null })}
      >
        <option value="">Any status</option>
        {LOG_STATUSES.map((status) => (
          <option key={status} value={status}>
            {RUN_STATUS_LOOKS[status].label}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Mode"
        className="sm:w-32"
        value={filter.mode ?? ""}
        onChange={(event) => onChange({ mode: (event.target.value || null) as LogMode | null })}
      >
        <option value="">Any mode</option>
        {MODES.map((mode) => (
          <option key={mode} value={mode}>
            {mode === "scheduled" ? "Scheduled" : "On demand"}
          </option>
        ))}
      </Select>
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
