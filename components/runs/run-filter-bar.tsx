"use client";

import { SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { TaskFilter } from "#components/tasks/task-filter.tsx";
import { Button } from "#components/ui/button.tsx";
import { DateTimeInput } from "#components/ui/date-time-input.tsx";
import { Field } from "#components/ui/field.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { Input } from "#components/ui/input.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { SeveralFilter } from "#components/ui/several-filter.tsx";
import type { RunStatus, RunTrigger } from "#domain/run.ts";
import { fromLocalInput, toLocalInput } from "#lib/format/local-input.ts";
import { useTypedFilter } from "#lib/use-typed-filter.ts";
import { RUN_STATUS_LOOKS, RUN_TRIGGER_LABELS } from "./run-status.ts";
import { filtersIn, NO_FILTER, RUN_RANGE_LABELS, type RunRange, type RunView } from "./run-view.ts";
import type { SetRunView } from "./use-run-view.ts";

const STATUSES = Object.keys(RUN_STATUS_LOOKS) as RunStatus[];
const TRIGGERS = Object.keys(RUN_TRIGGER_LABELS) as RunTrigger[];
const RANGES = Object.keys(RUN_RANGE_LABELS) as RunRange[];

const dateOf = (text: string) => {
  const at = fromLocalInput(text);
  return at === null ? null : new Date(at);
};

/** Narrows the list of runs; what is chosen stands in the address. */
export function RunFilterBar({ view, setView }: { view: RunView; setView: SetRunView }) {
  const hidden = [view.env, view.version, view.from, view.to, view.over].filter((value) => value !== null).length;
  const [isOpen, setOpen] = useState(hidden > 0);
  const [search, setSearch] = useTypedFilter(view.q, (q) => void setView({ q }));
  return (
    <div className="mb-4 space-y-2">
      <div className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
        <SearchInput
          aria-label="Search errors"
          placeholder="Text of the error"
          className="col-span-2 sm:w-44"
          value={search}
          maxLength={200}
          onChange={(event) => setSearch(event.target.value)}
        />
        <SeveralFilter
          label="Status"
          any="Any status"
          className="sm:w-36"
          options={STATUSES}
          labelOf={(status) => RUN_STATUS_LOOKS[status].label}
          iconOf={(status) => RUN_STATUS_LOOKS[status].icon}
          value={view.status}
          onChange={(status) => void setView({ status })}
        />
        <TaskFilter className="sm:w-40" value={view.task} onChange={(task) => void setView({ task })} />
        <FilterSelect
          label="Trigger"
          any="Any trigger"
          className="sm:w-36"
          options={TRIGGERS}
          labelOf={(trigger) => RUN_TRIGGER_LABELS[trigger]}
          value={view.trigger}
          onChange={(trigger) => void setView({ trigger })}
        />
        <FilterSelect
          label="Time"
          any="Any time"
          className="sm:w-36"
          options={RANGES}
          labelOf={(range) => RUN_RANGE_LABELS[range]}
          value={view.range}
          onChange={(range) => void setView({ range, ...(range && { from: null, to: null }) })}
        />
        <Button variant="ghost" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          <SlidersHorizontal aria-hidden /> More filters{hidden > 0 && ` (${hidden})`}
        </Button>
        {filtersIn(view) > 0 && (
          <Button variant="ghost" onClick={() => void setView(NO_FILTER)}>
            Clear filters
          </Button>
        )}
      </div>
      {isOpen && <MoreFilters view={view} setView={setView} />}
    </div>
  );
}

function MoreFilters({ view, setView }: { view: RunView; setView: SetRunView }) {
  return (
    <div className="panel grid grid-cols-2 gap-3 p-3 lg:grid-cols-5">
      <Field label="Environment">
        {(control) => (
          <FilterSelect
            {...control}
            label="Environment"
            any="Draft and published"
            options={["draft", "published"] as const}
            labelOf={(option) => (option === "draft" ? "Draft" : "Published")}
            value={view.env}
            onChange={(env) => void setView({ env })}
          />
        )}
      </Field>
      <NumberFilter label="Screen version" value={view.version} onChange={(version) => void setView({ version })} />
      <NumberFilter
        label="Took at least (ms)"
        value={view.over}
        onChange={(over) => void setView({ over })}
        placeholder="1000"
      />
      <Field label="From" className="col-span-2 sm:col-span-1">
        {(control) => (
          <DateTimeInput
            {...control}
            value={view.from ? toLocalInput(view.from.getTime()) : ""}
            onChange={(event) => void setView({ from: dateOf(event.target.value), range: null })}
          />
        )}
      </Field>
      <Field label="To" className="col-span-2 sm:col-span-1">
        {(control) => (
          <DateTimeInput
            {...control}
            value={view.to ? toLocalInput(view.to.getTime()) : ""}
            onChange={(event) => void setView({ to: dateOf(event.target.value), range: null })}
          />
        )}
      </Field>
    </div>
  );
}

interface NumberFilterProps {
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
  placeholder?: string;
}

function NumberFilter({ label, value, onChange, placeholder }: NumberFilterProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          inputMode="numeric"
          placeholder={placeholder}
          value={value ?? ""}
          onChange={(event) => {
            const digits = event.target.value.replace(/\D/g, "").slice(0, 9);
            onChange(digits === "" ? null : Number(digits));
          }}
        />
      )}
    </Field>
  );
}
