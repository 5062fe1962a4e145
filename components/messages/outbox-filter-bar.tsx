"use client";

import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useAppId } from "#components/shell/app-id.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import type { MessageChannel, MessageStatus } from "#domain/message.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { CHANNEL_LABELS, MESSAGE_STATUS_LOOKS } from "./message-status.ts";

export const CHANNELS = Object.keys(CHANNEL_LABELS) as MessageChannel[];
export const STATUSES = Object.keys(MESSAGE_STATUS_LOOKS) as MessageStatus[];

export interface OutboxFilter {
  channel: MessageChannel | null;
  status: MessageStatus | null;
  task: number | null;
  run: number | null;
}

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
  const appId = useAppId();
  const trpc = useTRPC();
  const tasks = useQuery(trpc.tasks.list.queryOptions({ appId }));
  return (
    <div className="mb-4 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
      <div className="relative col-span-2 sm:w-60">
        <Search
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-faint"
          aria-hidden
        />
        <Input
          type="search"
          aria-label="Search recipients and subjects"
          placeholder="Recipient or subject"
          className="pl-8!"
          value={search}
          onChange={(event) => onSearch(event.target.value)}
        />
      </div>
      <Select
        aria-label="Status"
        className="sm:w-40"
        value={filter.status ?? ""}
        onChange={(event) => onChange({ status: (event.target.value || null) as MessageStatus | null })}
      >
        <option value="">Any status</option>
        {STATUSES.map((status) => (
          <option key={status} value={status}>
            {MESSAGE_STATUS_LOOKS[status].label}
          </option>
        ))}
      </Select>
      <Select
        aria-label="Kind"
        className="sm:w-44"
        value={filter.channel ?? ""}
        onChange={(event) => onChange({ channel: (event.target.value || null) as MessageChannel | null })}
      >
        <option value="">All kinds</option>
        {CHANNELS.map((channel) => (
          <option key={channel} value={channel}>
            {CHANNEL_LABELS[channel]}s
          </option>
        ))}
      </Select>
      <Select
        aria-label="Task"
        className="sm:w-52"
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
      {isFiltered && (
        <Button variant="ghost" onClick={onClear}>
          Clear filters
        </Button>
      )}
    </div>
  );
}
