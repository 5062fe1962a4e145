"use client";

import type { ReactNode } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { DateTimeInput } from "#components/ui/date-time-input.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { RUN_TIMEOUT_MS_MAX, RUN_TIMEOUT_MS_MIN } from "#domain/limits.ts";
import {
  MISFIRE_GRACE_MS_MAX,
  MISFIRE_POLICIES,
  type MisfirePolicy,
  OVERLAP_POLICIES,
  type OverlapPolicy,
  RETRIES_MAX,
  RETRY_DELAY_MS_MAX,
  RETRYABLE_STATUSES,
  SPREAD_MS_MAX,
} from "#domain/policy.ts";
import type { TaskSchedule } from "#domain/task.ts";
import { viewerTimezone } from "#lib/format/datetime.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { NumberField } from "./number-field.tsx";
import { MISFIRE_TEXTS, OVERLAP_TEXTS, RETRY_ON_TEXTS } from "./policy-texts.ts";
import type { TaskDraft } from "./task-draft.ts";

interface PolicyFieldsProps {
  draft: TaskDraft;
  onChange: (changes: Partial<TaskDraft>) => void;
  errorAt: (field: string) => string | undefined;
}

/** What becomes of fires that nobody ran in time, and of those that meet a run. */
export function FirePolicies({ draft, onChange, errorAt }: PolicyFieldsProps) {
  return (
    <Columns>
      <Field
        label="When fires came due and nothing ran them"
        hint={MISFIRE_TEXTS[draft.misfire].effect}
        error={errorAt("misfire")}
      >
        {(control) => (
          <Select
            {...control}
            value={draft.misfire}
            onChange={(event) => onChange({ misfire: event.target.value as MisfirePolicy })}
          >
            {MISFIRE_POLICIES.map((policy) => (
              <option key={policy} value={policy}>
                {MISFIRE_TEXTS[policy].label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {draft.misfire === "skip" && (
        <NumberField
          label="Grace, in seconds"
          hint="A fire no later than this still counts as on time."
          error={errorAt("misfireGraceMs")}
          min={0}
          max={MISFIRE_GRACE_MS_MAX / 1_000}
          value={draft.misfireGraceS}
          onChange={(misfireGraceS) => onChange({ misfireGraceS })}
        />
      )}
      <Field
        label="When the run before has not ended"
        hint={OVERLAP_TEXTS[draft.overlap].effect}
        error={errorAt("overlap")}
      >
        {(control) => (
          <Select
            {...control}
            value={draft.overlap}
            onChange={(event) => onChange({ overlap: event.target.value as OverlapPolicy })}
          >
            {OVERLAP_POLICIES.map((policy) => (
              <option key={policy} value={policy}>
                {OVERLAP_TEXTS[policy].label}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </Columns>
  );
}

/** How often a run is tried again, and how long it may take. */
export function RunLimits({ draft, onChange, errorAt }: PolicyFieldsProps) {
  return (
    <Columns>
      <NumberField
        label="Retries"
        hint={`How often a run that fails is tried again, up to ${RETRIES_MAX}. What breaks on our side is tried again in any case and uses none of these up.`}
        error={errorAt("retries")}
        min={0}
        max={RETRIES_MAX}
        value={draft.retries}
        onChange={(retries) => onChange({ retries })}
      />
      {Number(draft.retries) > 0 && (
        <>
          <NumberField
            label="Pause, in seconds"
            hint="Before the first retry. It doubles for each further one, up to 6 hours, and is shortened at random by up to half."
            error={errorAt("retryDelayMs")}
            min={1}
            max={RETRY_DELAY_MS_MAX / 1_000}
            value={draft.retryDelayS}
            onChange={(retryDelayS) => onChange({ retryDelayS })}
          />
          <fieldset>
            <legend className="mb-0.5 font-medium">Retry after</legend>
            {RETRYABLE_STATUSES.map((status) => (
              <Checkbox
                key={status}
                label={RETRY_ON_TEXTS[status]}
                checked={draft.retryOn.includes(status)}
                onChange={(event) =>
                  onChange({
                    retryOn: RETRYABLE_STATUSES.filter((other) =>
                      other === status ? event.target.checked : draft.retryOn.includes(other),
                    ),
                  })
                }
              />
            ))}
            {errorAt("retryOn") && <FieldError>{errorAt("retryOn")}</FieldError>}
          </fieldset>
        </>
      )}
      <NumberField
        label="Time limit, in seconds"
        hint={`A run that takes longer is stopped. From ${RUN_TIMEOUT_MS_MIN / 1_000} to ${RUN_TIMEOUT_MS_MAX / 1_000} seconds.`}
        error={errorAt("timeoutMs")}
        min={RUN_TIMEOUT_MS_MIN / 1_000}
        max={RUN_TIMEOUT_MS_MAX / 1_000}
        value={draft.timeoutS}
        onChange={(timeoutS) => onChange({ timeoutS })}
      />
    </Columns>
  );
}

const MOMENTS = [
  { key: "startsAt", label: "Start", effect: "Nothing fires before." },
  { key: "endsAt", label: "End", effect: "Nothing fires after." },
  {
    key: "pausedUntil",
    label: "Pause until",
    effect: "Rests until then, owes nothing for the pause, and goes on by itself.",
  },
] as const;

interface FireWindowProps extends PolicyFieldsProps {
  /** As saved, for the offsets that a spread gave them. */
  schedules: readonly TaskSchedule[];
}

/** When fires are in force, and how far they are spread. */
export function FireWindow({ draft, onChange, errorAt, schedules }: FireWindowProps) {
  const zone = viewerTimezone();
  return (
    <Columns>
      <div className="sm:col-span-2">
        <Checkbox
          label="Active"
          hint="Switched off, the schedule rests. Running on demand still works."
          checked={draft.active}
          onChange={(event) => onChange({ active: event.target.checked })}
        />
      </div>
      <p className="text-[0.8125rem] text-faint sm:col-span-2">
        In your time zone, {zone}. Leave a field empty for no limit.
      </p>
      {MOMENTS.map(({ key, label, effect }) => (
        <Field key={key} label={label} hint={effect} error={errorAt(key)}>
          {(control) => (
            <DateTimeInput
              {...control}
              value={draft[key]}
              onChange={(event) => onChange({ [key]: event.target.value })}
            />
          )}
        </Field>
      ))}
      <NumberField
        label="Spread, in seconds"
        hint={
          <>
            Its runs start up to this long after the fire time, always by the same for one schedule: tasks of the same
            minute do not all start at once.
            {schedules.some(({ spreadOffsetMs }) => spreadOffsetMs > 0) && (
              <span className="mt-1 block text-soft">As saved: {spreadInWords(schedules)}.</span>
            )}
          </>
        }
        error={errorAt("spreadMs")}
        min={0}
        max={SPREAD_MS_MAX / 1_000}
        value={draft.spreadS}
        onChange={(spreadS) => onChange({ spreadS })}
      />
    </Columns>
  );
}

const Columns = ({ children }: { children: ReactNode }) => (
  <div className="grid items-start gap-4 sm:grid-cols-2">{children}</div>
);

const spreadInWords = (schedules: readonly TaskSchedule[]) =>
  schedules
    .map(({ spreadOffsetMs }, index) => {
      const offset = `${formatDuration(spreadOffsetMs)} after each fire time`;
      return schedules.length === 1 ? `starts ${offset}` : `schedule ${index + 1} starts ${offset}`;
    })
    .join(", ");
