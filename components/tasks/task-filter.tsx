"use client";

import { useQuery } from "@tanstack/react-query";
import { useAppId } from "#components/shell/app-id.tsx";
import { Select } from "#components/ui/select.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";

interface TaskFilterProps {
  /** Id of a task. */
  value: number | null;
  onChange: (task: number | null) => void;
  className?: string;
}

/** Narrows a list to one task's. A task that is no more, in an address that was kept, still shows. */
export function TaskFilter({ value, onChange, className }: TaskFilterProps) {
  const appId = useAppId();
  const trpc = useTRPC();
  const tasks = useQuery(trpc.tasks.list.queryOptions({ appId }));
  return (
    <Select
      aria-label="Task"
      className={className}
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value ? Number(event.target.value) : null)}
    >
      <option value="">All tasks</option>
      {tasks.data?.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
      {value !== null && !tasks.data?.some(({ id }) => id === value) && <option value={value}>Task {value}</option>}
    </Select>
  );
}
