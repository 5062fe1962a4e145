"use client";

import { useState } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Segments } from "#components/ui/segments.tsx";
import { withLastDay, withNearestWeekdays, withValues } from "#domain/cron/field-selection.ts";
import { cellsOf, everyNth, type FieldBuilderProps, isPlainTicked } from "./field-cells.ts";
import { FIELD_TEXTS } from "./field-texts.ts";
import { StepButtons } from "./step-buttons.tsx";
import { ValueGrid } from "./value-grid.tsx";

const { many, steps, columns } = FIELD_TEXTS.dayOfMonth;

/** Days of the month: themselves, the weekday nearest to one, the last. */
export function DayBuilder({ selection, onChange }: FieldBuilderProps) {
  const { every, values, nearestWeekdays, lastDay } = selection;
  const [isNearest, setNearest] = useState(nearestWeekdays.length > 0 && (every !== null || values.length === 0));
  const nearest = nearestWeekdays.length;
  return (
    <div className="space-y-3">
      <StepButtons many={many} steps={steps} step={every} onStep={(step) => onChange(everyNth("dayOfMonth", step))} />
      <Segments
        label="What a ticked day means"
        value={isNearest ? "nearest" : "day"}
        onChange={(next) => setNearest(next === "nearest")}
        options={[
          { value: "day", label: "That day" },
          { value: "nearest", label: `Nearest weekday${nearest > 0 ? ` (${nearest})` : ""}` },
        ]}
      />
      <ValueGrid
        key={String(isNearest)}
        label={isNearest ? "Day: the weekday nearest to it" : "Day: values"}
        columns={columns}
        cells={cellsOf("dayOfMonth")}
        selection={selection}
        isTicked={isNearest ? ({ nearestWeekdays: days }, day) => days.includes(day) : isPlainTicked}
        tick={isNearest ? withNearestWeekdays : withValues}
        onChange={onChange}
      />
      <Checkbox
        label="Last day of the month"
        checked={lastDay}
        onChange={(event) => onChange(withLastDay(selection, event.target.checked))}
      />
    </div>
  );
}
