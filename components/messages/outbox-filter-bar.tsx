"use client";

import { TaskFilter } from "#components/tasks/task-filter.tsx";
import { Button } from "#components/ui/button.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { CHANNEL_LABELS, MESSAGE_STATUS_LOOKS } from "./message-status.ts";
import { CHANNELS, type OutboxFilter, STATUSES } from "./outbox-filter.ts";

interface OutboxFilterBarProps {
  filter: OutboxFilter;
  /** The search as typed; the address follows when it rests. */
  search: string;
  onSearch: (text: string) => void;
  onChange: (changes: Partial<OutboxFilter>) => void;
  onClear: () => void;
  isFiltered: boolean;
}

export function OutboxFilterBar({ filter, search, onSearch, onChange, onClear, isFiltered }: OutboxFilterBarProps) {
  return (
    <div className="mb-4 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <SearchInput
        aria-label="Search recipients and subjects"
        placeholder="Recipient or subject"
        className="col-span-2 sm:w-60"
        value={search}
        onChange={(event) => onSearch(event.target.value)}
      />
      <FilterSelect
        label="Status"
        any="Any status"
        className="sm:w-40"
        options={STATUSES}
        labelOf={(status) => MESSAGE_STATUS_LOOKS[status].label}
        value={filter.status}
        onChange={(status) => onChange({ status })}
      />
      <FilterSelect
        label="Kind"
        any="All kinds"
        className="sm:w-44"
        options={CHANNELS}
        labelOf={(channel) => `${CHANNEL_LABELS[channel]}s`}
        value={filter.channel}
        onChange={(channel) => onChange({ channel })}
      />
      <TaskFilter className="sm:w-52" value={filter.task} onChange={(task) => onChange({ task })} />
      {isFiltered && (
        <Button variant="ghost" onClick={onClear}>
          Clear filters
        </Button>
      )}
    </div>
  );
}
