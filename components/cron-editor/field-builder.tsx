"use client";

import { withValues } from "#domain/cron/field-selection.ts";
import type { SchedulePart } from "#domain/cron/schedule-error.ts";
import { DayBuilder } from "./day-builder.tsx";
import { cellsOf, everyNth, type FieldBuilderProps, isPlainTicked } from "./field-cells.ts";
import { FIELD_TEXTS } from "./field-texts.ts";
import { StepButtons } from "./step-buttons.tsx";
import { ValueGrid } from "./value-grid.tsx";
import { WeekdayBuilder } from "./weekday-builder.tsx";

/** One field to click together. */
export function FieldBuilder({ part, ...props }: FieldBuilderProps & { part: SchedulePart }) {
  if (part === "dayOfMonth") return <DayBuilder {...props} />;
  if (part === "dayOfWeek") return <WeekdayBuilder {...props} />;
  return <PlainBuilder part={part} {...props} />;
}

/** Of minutes, hours and months: a step, or values. */
function PlainBuilder({ part, selection, onChange }: FieldBuilderProps & { part: SchedulePart }) {
  const { label, many, steps, columns } = FIELD_TEXTS[part];
  return (
    <div className="space-y-3">
      <StepButtons many={many} steps={steps} step={selection.every} onStep={(step) => onChange(everyNth(part, step))} />
      <ValueGrid
        label={`${label}: values`}
        columns={columns}
        cells={cellsOf(part)}
        selection={selection}
        isTicked={isPlainTicked}
        tick={withValues}
        onChange={onChange}
      />
    </div>
  );
}
