"use client";

import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { FireTimes } from "./fire-times.tsx";
import { SentenceField } from "./sentence-field.tsx";
import { TimezonePicker } from "./timezone-picker.tsx";
import { useSchedulePreview } from "./use-schedule-preview.ts";

const PRESETS = [
  ["*/5 * * * *", "Every 5 minutes"],
  ["0 * * * *", "Every hour"],
  ["0 0 * * *", "Every day at midnight"],
  ["0 8 * * *", "Every day at 8:00"],
  ["0 9 * * 1-5", "Monday to Friday at 9:00"],
  ["0 8 * * 1", "Every Monday at 8:00"],
  ["0 0 1 * *", "First day of the month"],
  ["0 18 L * *", "Last day of the month at 18:00"],
] as const;

interface ScheduleFieldsProps {
  frequency: string;
  timezone: string;
  onChange: (changes: { frequency?: string; timezone?: string }) => void;
  /** How long runs of the screen usually take, ms; null when that is not known. */
  usualDurationMs: number | null;
  /** What the server said of each on the last save. */
  errors: { frequency?: string | undefined; timezone?: string | undefined };
}

/** A schedule by sentence or cron expression, with its zone, and what they mean while they are typed. */
export function ScheduleFields({ frequency, timezone, onChange, usualDurationMs, errors }: ScheduleFieldsProps) {
  const preview = useSchedulePreview(frequency, timezone, usualDurationMs);
  const bad = preview.state === "bad" ? preview : null;
  return (
    <div className="space-y-4">
      <SentenceField frequency={frequency} isValid={preview.state === "ok"} onSchedule={onChange} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="Cron expression"
          hint={bad?.field === "frequency" ? null : "minute, hour, day of month, month, day of week"}
          error={bad?.field === "frequency" ? bad.message : errors.frequency}
        >
          {(control) => (
            <>
              <Input
                {...control}
                className="font-mono"
                value={frequency}
                spellCheck={false}
                autoCapitalize="off"
                autoComplete="off"
                placeholder="0 8 * * 1"
                onChange={(event) => onChange({ frequency: event.target.value })}
              />
              {bad?.field === "frequency" && bad.position !== undefined && (
                <pre aria-hidden className="overflow-x-auto rounded-md bg-bad-soft px-2.5 py-1 text-bad">
                  {`${frequency}\n${" ".repeat(bad.position)}^`}
                </pre>
              )}
            </>
          )}
        </Field>
        <Field label="Start from a preset">
          {(control) => (
            <Select
              {...control}
              value={PRESETS.some(([expression]) => expression === frequency) ? frequency : ""}
              onChange={(event) => event.target.value && onChange({ frequency: event.target.value })}
            >
              <option value="">Custom</option>
              {PRESETS.map(([expression, words]) => (
                <option key={expression} value={expression}>
                  {words}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field
          label="Time zone"
          className="sm:col-span-2"
          hint="The schedule follows this zone's clock, summer time included."
          error={bad?.field === "timezone" ? bad.message : errors.timezone}
        >
          {(control) => (
            <TimezonePicker control={control} value={timezone} onChange={(zone) => onChange({ timezone: zone })} />
          )}
        </Field>
      </div>
      <div className="rounded-lg border border-line bg-canvas px-4 py-3">
        <FireTimes preview={preview} timezone={timezone} />
      </div>
    </div>
  );
}
