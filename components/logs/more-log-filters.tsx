"use client";

import { RUN_STATUS_LOOKS } from "#components/runs/run-status.ts";
import { DateTimeInput } from "#components/ui/date-time-input.tsx";
import { Field } from "#components/ui/field.tsx";
import { FilterSelect } from "#components/ui/filter-select.tsx";
import { Input } from "#components/ui/input.tsx";
import { SeveralFilter } from "#components/ui/several-filter.tsx";
import { LOG_LINE_KINDS, LOG_MODES } from "#domain/log-values.ts";
import { fromLocalInput, toLocalInput } from "#lib/format/local-input.ts";
import { useTypedFilter } from "#lib/use-typed-filter.ts";
import { LOG_STATUSES, type LogFilter } from "./log-filter.ts";
import { LOG_KIND_LABELS } from "./log-level.ts";

interface MoreLogFiltersProps {
  filter: LogFilter;
  onChange: (changes: Partial<LogFilter>) => void;
}

const digitsOf = (text: string) => text.replace(/\D/g, "").slice(0, 15);

/** The filters that are wanted less often. */
export function MoreLogFilters({ filter, onChange }: MoreLogFiltersProps) {
  const [field, setField] = useTypedFilter(filter.field, (text) => onChange({ field: text }));
  const [run, setRun] = useTypedFilter(filter.run === null ? null : String(filter.run), (text) =>
    onChange({ run: text ? Number(text) : null }),
  );
  return (
    <div className="panel grid grid-cols-2 gap-3 p-3 lg:grid-cols-5">
      <Field label="Has field" className="col-span-2 sm:col-span-1">
        {(control) => (
          <Input
            {...control}
            placeholder="orderId or orderId=17"
            maxLength={200}
            value={field}
            onChange={(event) => setField(event.target.value)}
          />
        )}
      </Field>
      <Field label="Kind">
        {({ id }) => (
          <SeveralFilter
            id={id}
            label="Kind"
            any="Any kind"
            className="w-full"
            options={LOG_LINE_KINDS}
            labelOf={(kind) => LOG_KIND_LABELS[kind] || "console"}
            value={filter.kind}
            onChange={(kind) => onChange({ kind })}
          />
        )}
      </Field>
      <Field label="Run">
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            placeholder="Its number"
            value={run}
            onChange={(event) => setRun(digitsOf(event.target.value))}
          />
        )}
      </Field>
      <Field label="Status of the run">
        {(control) => (
          <FilterSelect
            {...control}
            label="Status of the run"
            any="Any status"
            options={LOG_STATUSES}
            labelOf={(status) => RUN_STATUS_LOOKS[status].label}
            value={filter.status}
            onChange={(status) => onChange({ status })}
          />
        )}
      </Field>
      <Field label="Mode">
        {(control) => (
          <FilterSelect
            {...control}
            label="Mode"
            any="Any mode"
            options={LOG_MODES}
            labelOf={(mode) => (mode === "scheduled" ? "Scheduled" : "On demand")}
            value={filter.mode}
            onChange={(mode) => onChange({ mode })}
          />
        )}
      </Field>
      {filter.range === "custom" &&
        (["from", "to"] as const).map((edge) => (
          <Field key={edge} label={edge === "from" ? "From" : "To"} className="col-span-2 sm:col-span-1">
            {(control) => (
              <DateTimeInput
                {...control}
                defaultValue={filter[edge] ? toLocalInput(filter[edge].getTime()) : ""}
                onChange={(event) => {
                  const at = fromLocalInput(event.target.value);
                  onChange({ [edge]: at === null ? null : new Date(at) });
                }}
              />
            )}
          </Field>
        ))}
    </div>
  );
}
