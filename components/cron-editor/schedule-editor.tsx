"use client";

import { useDeferredValue, useId, useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { fieldsOf } from "#domain/cron/expression-fields.ts";
import { writtenOut } from "#domain/cron/nicknames.ts";
import type { SchedulePart } from "#domain/cron/schedule-error.ts";
import { ExpressionField } from "./expression-field.tsx";
import { FieldPanel } from "./field-panel.tsx";
import { FieldTabs, fieldTabId } from "./field-tabs.tsx";
import { PresetPicker } from "./preset-picker.tsx";
import { ScheduleOutcome } from "./schedule-outcome.tsx";
import { SentenceField } from "./sentence-field.tsx";
import { TimezonePicker } from "./timezone-picker.tsx";
import { useSchedulePreview } from "./use-schedule-preview.ts";

interface ScheduleEditorProps {
  frequency: string;
  timezone: string;
  /** A sentence that is not understood, while it stands. */
  unread: string | undefined;
  onChange: (changes: { frequency?: string; timezone?: string; unread?: string | undefined }) => void;
  /** How long runs of the screen usually take, ms; null when that is not known. */
  usualDurationMs: number | null;
  /** What was said of each on the last save. */
  errors: Record<"sentence" | "frequency" | "timezone", string | undefined>;
}

/**
 * One schedule with four faces: a sentence, presets, the expression, and a builder of its fields. Each writes the
 * expression, which all of them show; below stands what it means.
 */
export function ScheduleEditor({
  frequency,
  timezone,
  unread,
  onChange,
  usualDurationMs,
  errors,
}: ScheduleEditorProps) {
  // What is typed is painted at once, what it means in the frame after: no key waits for fire times.
  const preview = useSchedulePreview(useDeferredValue(frequency), timezone, usualDurationMs);
  const [part, setPart] = useState<SchedulePart>("minute");
  const panelId = useId();
  const bad = preview.state === "bad" ? preview : null;
  const badExpression = bad?.field === "frequency" ? bad : null;
  const fields = fieldsOf(writtenOut(frequency));
  const write = (next: string) => onChange({ frequency: next, unread: undefined });
  return (
    <div className="@container">
      <div className="grid items-start gap-x-6 gap-y-5 @4xl:grid-cols-[minmax(0,1fr)_25rem]">
        <div className="min-w-0 space-y-5">
          <SentenceField
            frequency={frequency}
            isValid={preview.state === "ok"}
            unread={unread}
            error={errors.sentence}
            onSchedule={onChange}
          />
          <PresetPicker frequency={frequency} onChoose={write} />
          <div className="space-y-3">
            <ExpressionField
              frequency={frequency}
              current={part}
              error={badExpression?.message ?? errors.frequency}
              fault={badExpression?.position}
              onChange={write}
              onCurrent={setPart}
            />
            <div className="overflow-hidden rounded-lg border border-line">
              <FieldTabs
                fields={fields}
                current={part}
                faulty={badExpression?.part ?? null}
                panelId={panelId}
                onCurrent={setPart}
              />
              <div role="tabpanel" id={panelId} aria-labelledby={fieldTabId(panelId, part)}>
                <FieldPanel part={part} frequency={frequency} fields={fields} onChange={write} />
              </div>
            </div>
          </div>
          <Field
            label="Time zone"
            hint="The schedule follows this zone's clock, summer time included."
            error={bad?.field === "timezone" ? bad.message : errors.timezone}
          >
            {(control) => (
              <TimezonePicker control={control} value={timezone} onChange={(zone) => onChange({ timezone: zone })} />
            )}
          </Field>
        </div>
        <div className="rounded-lg border border-line bg-canvas px-4 py-3 @4xl:sticky @4xl:top-4">
          <ScheduleOutcome preview={preview} timezone={timezone} />
        </div>
      </div>
    </div>
  );
}
