"use client";

import { useState } from "react";
import { Select } from "#components/ui/select.tsx";
import { type FieldSelection, withMonthly, withValues } from "#domain/cron/field-selection.ts";
import { cx } from "#lib/cx.ts";
import { currentViewer } from "#lib/format/viewer.ts";
import { cellsOf, everyNth, type FieldBuilderProps, isPlainTicked } from "./field-cells.ts";
import { FIELD_TEXTS } from "./field-texts.ts";
import { ordinal } from "./field-words.ts";
import { ValueGrid } from "./value-grid.tsx";
import { firstWeekday } from "./value-names.ts";

/** Ready choices of weekdays, Sunday 0. */
const SETS = [
  { label: "Every day", values: null },
  { label: "Monday to Friday", values: [1, 2, 3, 4, 5] },
  { label: "Weekend", values: [0, 6] },
] as const;

type Week = "each" | "1" | "2" | "3" | "4" | "5" | "last";
const WEEKS: readonly Week[] = ["each", "1", "2", "3", "4", "5", "last"];

/** Weekdays: of every week, or of one week of the month. */
export function WeekdayBuilder({ selection, onChange }: FieldBuilderProps) {
  const [week, setWeek] = useState<Week>(() => weekOf(selection));
  const n = week === "each" || week === "last" ? "last" : Number(week);
  const isEach = week === "each";
  const cells = cellsOf("dayOfWeek");
  const first = firstWeekday(currentViewer().locale);
  const inOrder = [...cells.slice(first), ...cells.slice(0, first)];
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap gap-1">
        {SETS.map(({ label, values }) => (
          <button
            key={label}
            type="button"
            aria-pressed={isSet(selection, values)}
            className={cx(
              "h-7 rounded-md border px-2 text-[0.8125rem]",
              isSet(selection, values)
                ? "border-accent bg-accent-soft font-medium text-accent-ink"
                : "border-line hover:bg-sunken",
            )}
            onClick={() =>
              onChange(values ? { ...everyNth("dayOfWeek", 1), every: null, values } : everyNth("dayOfWeek", 1))
            }
          >
            {label}
          </button>
        ))}
      </div>
      <Select
        aria-label="Which week of the month"
        className="max-w-60"
        value={week}
        onChange={(event) => setWeek(event.target.value as Week)}
      >
        {WEEKS.map((value) => (
          <option key={value} value={value}>
            {weekName(value, selection)}
          </option>
        ))}
      </Select>
      <ValueGrid
        key={week}
        label={isEach ? "Weekday: values" : `Weekday: the ${n === "last" ? "last" : ordinal(n)} of the month`}
        columns={FIELD_TEXTS.dayOfWeek.columns}
        cells={inOrder}
        selection={selection}
        isTicked={
          isEach ? isPlainTicked : ({ monthly }, day) => monthly.some((item) => item.n === n && item.weekday === day)
        }
        tick={isEach ? withValues : (from, days, ticks) => withMonthly(from, days, n, ticks)}
        onChange={onChange}
      />
    </div>
  );
}

/** Where something is ticked. */
function weekOf({ values, every, monthly }: FieldSelection): Week {
  const [first] = monthly;
  return first && (every !== null || values.length === 0) ? (String(first.n) as Week) : "each";
}

function weekName(week: Week, { monthly }: FieldSelection): string {
  if (week === "each") return "Every week";
  const ticked = monthly.filter(({ n }) => String(n) === week).length;
  const name = week === "last" ? "Last of the month" : `${ordinal(Number(week))} of the month`;
  return ticked > 0 ? `${name} (${ticked})` : name;
}

function isSet({ every, values, monthly }: FieldSelection, set: readonly number[] | null): boolean {
  if (set === null) return every === 1;
  return (
    every === null && monthly.length === 0 && set.length === values.length && set.every((day) => values.includes(day))
  );
}
