"use client";

import { useQuery } from "@tanstack/react-query";
import { Button } from "#components/ui/button.tsx";
import { DateTimeInput } from "#components/ui/date-time-input.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Field } from "#components/ui/field.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { SearchInput } from "#components/ui/search-input.tsx";
import { AUDIT_ACTOR_KINDS, AUDIT_TARGET_KINDS } from "#domain/audit-values.ts";
import { fromLocalInput, toLocalInput } from "#lib/format/local-input.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useTypedFilter } from "#lib/use-typed-filter.ts";
import { type AuditFilter, isFiltered } from "./audit-filter.ts";
import { ACTOR_LABELS, AUDIT_ACTIONS, actionLabel, TARGET_LABELS } from "./audit-words.ts";

interface AuditFilterBarProps {
  filter: AuditFilter;
  /** Whether the trail is one app's: then there is no app to choose. */
  isOfApp: boolean;
  onChange: (changes: Partial<AuditFilter>) => void;
  onClear: () => void;
}

/** Narrows the trail; what is chosen stands in the address. */
export function AuditFilterBar({ filter, isOfApp, onChange, onClear }: AuditFilterBarProps) {
  const [search, setSearch] = useTypedFilter(filter.q, (q) => onChange({ q }));
  return (
    <div className="mb-3 space-y-2">
      <div className="grid grid-cols-2 gap-2 sm:flex sm:flex-wrap">
        <SearchInput
          aria-label="Search names"
          placeholder="Who, or what"
          className="col-span-2 sm:w-52"
          value={search}
          maxLength={200}
          onChange={(event) => setSearch(event.target.value)}
        />
        <FilterSelect
          label="Who"
          any="Anybody"
          className="sm:w-36"
          options={AUDIT_ACTOR_KINDS}
          labelOf={(kind) => ACTOR_LABELS[kind]}
          value={filter.actor}
          onChange={(actor) => onChange({ actor, by: null })}
        />
        <FilterSelect
          label="Action"
          any="Any action"
          className="sm:w-40"
          options={AUDIT_ACTIONS}
          labelOf={actionLabel}
          value={filter.action}
          onChange={(action) => onChange({ action })}
        />
        <FilterSelect
          label="Kind"
          any="Any kind"
          className="sm:w-36"
          options={AUDIT_TARGET_KINDS}
          labelOf={(kind) => TARGET_LABELS[kind]}
          value={filter.kind}
          onChange={(kind) => onChange({ kind })}
        />
        {!isOfApp && <AppFilter value={filter.app} onChange={(app) => onChange({ app })} />}
        {isFiltered(filter) && (
          <Button variant="ghost" onClick={onClear}>
            Clear filters
          </Button>
        )}
      </div>
      <Disclosure title="Time range" startsOpen={filter.from !== null || filter.to !== null}>
        <div className="flex flex-wrap gap-3">
          <TimeField label="From" value={filter.from} onChange={(from) => onChange({ from })} />
          <TimeField label="To" value={filter.to} onChange={(to) => onChange({ to })} />
        </div>
      </Disclosure>
    </div>
  );
}

function AppFilter({ value, onChange }: { value: number | null; onChange: (id: number | null) => void }) {
  const trpc = useTRPC();
  const { data: apps } = useQuery(trpc.apps.list.queryOptions());
  return (
    <FilterSelect
      label="App"
      any="Any app"
      className="sm:w-44"
      options={apps?.map(({ id }) => String(id)) ?? []}
      labelOf={(id) => apps?.find((app) => String(app.id) === id)?.name ?? id}
      value={value === null ? null : String(value)}
      onChange={(id) => onChange(id === null ? null : Number(id))}
    />
  );
}

function TimeField(props: { label: string; value: Date | null; onChange: (value: Date | null) => void }) {
  const { label, value, onChange } = props;
  return (
    <Field label={label}>
      {(control) => (
        <DateTimeInput
          {...control}
          value={value ? toLocalInput(value.getTime()) : ""}
          onChange={(event) => {
            const iso = fromLocalInput(event.target.value);
            onChange(iso ? new Date(iso) : null);
          }}
        />
      )}
    </Field>
  );
}
