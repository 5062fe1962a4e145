"use client";

import { Plus, Trash2 } from "lucide-react";
import { useId } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { EVENT_TYPES, type EventType } from "#domain/event-values.ts";
import { ConditionFields } from "./condition-fields.tsx";
import { isAboutEntries, newConditionDraft, type TriggerDraft } from "./trigger-draft.ts";
import { draftInWords, eventLabel } from "./trigger-words.ts";
import type { useEventNames } from "./use-event-names.ts";

interface TriggerFieldsProps {
  /** Among the task's triggers, from 1. */
  place: number;
  trigger: TriggerDraft;
  /** The task itself, whose own ends it is never told of. */
  taskId: number | undefined;
  names: ReturnType<typeof useEventNames>;
  error: string | undefined;
  onChange: (trigger: TriggerDraft) => void;
  onRemove: () => void;
}

/** What of a run's record a condition may ask about. */
const RUN_FIELDS = ["status", "mode", "duration", "result", "error.name", "error.message"];

/** One event that starts the task, with the conditions that it must meet. */
export function TriggerFields(props: TriggerFieldsProps) {
  const { place, trigger, taskId, names, error, onChange, onRemove } = props;
  const columnsId = useId();
  const { type, about, conditions, json } = trigger;
  const isEntries = isAboutEntries(type);
  const set = (changes: Partial<TriggerDraft>) => onChange({ ...trigger, ...changes });
  const setType = (next: EventType) => set({ type: next, ...(isAboutEntries(next) !== isEntries && { about: null }) });
  const offered = isEntries ? names.lists.sources : names.lists.tasks?.filter(({ id }) => id !== taskId);
  const columns = isEntries ? (names.lists.sources?.find(({ id }) => id === about)?.columns ?? []) : RUN_FIELDS;
  return (
    <fieldset className="min-w-0 space-y-3 rounded-lg border border-line p-4">
      <legend className="flex items-center gap-2 px-1.5 font-medium">
        Event {place}
        <Button variant="ghost-danger" size="sm" aria-label={`Remove event ${place}`} onClick={onRemove}>
          <Trash2 aria-hidden /> Remove
        </Button>
      </legend>
      <div className="grid gap-x-5 gap-y-3 sm:grid-cols-2">
        <Field label="Event">
          {(control) => (
            <Select {...control} value={type} onChange={(event) => setType(event.target.value as EventType)}>
              {EVENT_TYPES.map((option) => (
                <option key={option} value={option}>
                  {eventLabel(option)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {json === null && (
          <Field label={isEntries ? "Data source" : "Task"}>
            {(control) => (
              <Select
                {...control}
                value={about ?? ""}
                onChange={(event) => set({ about: event.target.value === "" ? null : Number(event.target.value) })}
              >
                <option value="">{isEntries ? "Any data source" : "Any other task"}</option>
                {/* One that is gone, or not loaded yet, must not look as if it were not chosen. */}
                {about !== null && !offered?.some(({ id }) => id === about) && <option value={about}>#{about}</option>}
                {offered?.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        )}
      </div>
      {json !== null ? (
        <Field
          label="Filter (JSON)"
          hint='Over dataSourceId, dataSourceEntryId, taskId, runId and "data.Column", as data sources are searched.'
          error={error}
        >
          {(control) => (
            <Textarea
              {...control}
              rows={5}
              spellCheck={false}
              className="font-mono"
              value={json}
              onChange={(event) => set({ json: event.target.value })}
            />
          )}
        </Field>
      ) : (
        <>
          {conditions.length > 0 && (
            <ul aria-label={`Conditions of event ${place}`} className="space-y-2">
              {conditions.map((condition, index) => (
                <ConditionFields
                  key={condition.key}
                  name={`condition ${index + 1} of event ${place}`}
                  columnsId={columnsId}
                  condition={condition}
                  onChange={(changed) =>
                    set({ conditions: conditions.map((one) => (one.key === changed.key ? changed : one)) })
                  }
                  onRemove={() => set({ conditions: conditions.filter(({ key }) => key !== condition.key) })}
                />
              ))}
            </ul>
          )}
          <datalist id={columnsId}>
            {columns.map((column) => (
              <option key={column} value={column} />
            ))}
          </datalist>
          {error && <FieldError>{error}</FieldError>}
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Button size="sm" onClick={() => set({ conditions: [...conditions, newConditionDraft(conditions)] })}>
              <Plus aria-hidden /> Add condition
            </Button>
            <p className="min-w-0 flex-1 basis-60 break-words text-[0.8125rem] text-soft">
              Runs {draftInWords(trigger, names)}.
            </p>
          </div>
        </>
      )}
    </fieldset>
  );
}
