import { boundsOf } from "#domain/cron/expression-fields.ts";
import { EVERY, type FieldSelection } from "#domain/cron/field-selection.ts";
import type { SchedulePart } from "#domain/cron/schedule-error.ts";
import { currentViewer } from "#lib/format/viewer.ts";
import { FIELD_TEXTS } from "./field-texts.ts";
import { valueName } from "./value-names.ts";

export interface FieldBuilderProps {
  selection: FieldSelection;
  onChange: (selection: FieldSelection) => void;
}

/** The selection that a step makes. */
export function everyNth(part: SchedulePart, step: number): FieldSelection {
  const { min, max } = boundsOf(part);
  const values = Array.from({ length: Math.ceil((max - min + 1) / step) }, (_, index) => min + index * step);
  return { ...EVERY, every: step, values };
}

/** The cells of a field, named in the reader's language. */
export function cellsOf(part: SchedulePart) {
  const { locale } = currentViewer();
  const { min, max } = boundsOf(part);
  const { label } = FIELD_TEXTS[part];
  return Array.from({ length: max - min + 1 }, (_, index) => min + index).map((value) => {
    const name = valueName(part, value, locale);
    const isNamed = part === "month" || part === "dayOfWeek";
    return { value, text: valueName(part, value, locale, "short"), name: isNamed ? name : `${label} ${name}` };
  });
}

/** Where all are meant none is ticked: ticking one then means that one. */
export const isPlainTicked = ({ every, values }: FieldSelection, value: number) =>
  every !== 1 && values.includes(value);
