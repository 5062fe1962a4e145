"use client";

import { type SyntheticEvent, useRef } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { partAt } from "#domain/cron/expression-fields.ts";
import type { SchedulePart } from "#domain/cron/schedule-error.ts";
import { cx } from "#lib/cx.ts";
import { type ExpressionMark, markExpression } from "./expression-marks.ts";

interface ExpressionFieldProps {
  frequency: string;
  /** The field to mark. */
  current: SchedulePart;
  error: string | undefined;
  /** Offset of the fault in the expression. */
  fault: number | undefined;
  onChange: (frequency: string) => void;
  /** The text cursor entered a field. */
  onCurrent: (part: SchedulePart) => void;
}

const LOOKS: Record<ExpressionMark["look"], string | undefined> = {
  plain: undefined,
  current: "rounded-[3px] bg-accent-soft shadow-[0_0_0_2px_var(--accent-soft)]",
  bad: "rounded-[3px] bg-bad-soft underline decoration-bad decoration-wavy underline-offset-4 shadow-[0_0_0_2px_var(--bad-soft)]",
};

/** The size of the letters, the same in the input and in what is painted behind it. */
const LETTERS = "px-3! font-mono text-lg! tracking-wide";

/** The expression itself: the field under the cursor is marked, and a fault where it stands. */
export function ExpressionField({ frequency, current, error, fault, onChange, onCurrent }: ExpressionFieldProps) {
  const paint = useRef<HTMLDivElement>(null);
  const follow = ({ currentTarget }: SyntheticEvent<HTMLInputElement>) => {
    if (paint.current) paint.current.scrollLeft = currentTarget.scrollLeft;
    const part = partAt(currentTarget.value, currentTarget.selectionStart ?? 0);
    if (part && document.activeElement === currentTarget) onCurrent(part);
  };
  const at = error && fault !== undefined ? ` (at character ${fault + 1})` : "";
  return (
    <Field
      label="Cron expression"
      error={error && `${error}${at}`}
      hint="Five fields: minute, hour, day of month, month, day of week. Or a word such as @daily."
    >
      {(control) => (
        <div className="relative rounded-[7px] bg-surface">
          <div
            ref={paint}
            aria-hidden
            className={cx(
              "pointer-events-none absolute inset-0 flex items-center overflow-hidden whitespace-pre border border-transparent text-transparent",
              LETTERS,
            )}
          >
            <span>
              {markExpression(frequency, current, fault).map(({ start, text, look }) => (
                <span key={start} className={LOOKS[look]}>
                  {text}
                </span>
              ))}
            </span>
          </div>
          <Input
            {...control}
            className={cx("relative min-h-11 bg-transparent!", LETTERS)}
            value={frequency}
            spellCheck={false}
            autoCapitalize="off"
            autoCorrect="off"
            autoComplete="off"
            placeholder="0 9 * * 1-5"
            onChange={(event) => {
              onChange(event.target.value);
              follow(event);
            }}
            onSelect={follow}
            onScroll={follow}
          />
        </div>
      )}
    </Field>
  );
}
