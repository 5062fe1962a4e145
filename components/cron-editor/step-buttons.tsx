"use client";

import { useId } from "react";
import { cx } from "#lib/cx.ts";
import { useRovingFocus } from "#lib/use-roving-focus.ts";

interface StepButtonsProps {
  /** What is counted: `minutes`. */
  many: string;
  steps: readonly number[];
  /** The step in force; null when values are chosen one by one. */
  step: number | null;
  onStep: (step: number) => void;
}

/** Every, every second, every n-th value at one press. */
export function StepButtons({ many, steps, step, onStep }: StepButtonsProps) {
  const { ref, onKeyDown } = useRovingFocus<HTMLFieldSetElement>();
  const labelId = useId();
  const shown = step === null || steps.includes(step) ? steps : [...steps, step].sort((a, b) => a - b);
  return (
    <fieldset
      ref={ref}
      onKeyDown={onKeyDown}
      aria-labelledby={labelId}
      className="flex min-w-0 flex-wrap items-center gap-1"
    >
      <span id={labelId} className="mr-1 text-[0.8125rem] text-soft">
        Every
        <span className="sr-only"> so many {many}</span>
      </span>
      {shown.map((value, index) => (
        <button
          key={value}
          type="button"
          data-cell={`0:${index}`}
          tabIndex={index === Math.max(shown.indexOf(step ?? 1), 0) ? 0 : -1}
          aria-pressed={value === step}
          className={cx(
            "h-7 min-w-7 rounded-md border px-1.5 text-[0.8125rem] tabular-nums",
            value === step ? "border-accent bg-accent-soft font-medium text-accent-ink" : "border-line hover:bg-sunken",
          )}
          onClick={() => onStep(value)}
        >
          {value}
        </button>
      ))}
      <span aria-hidden className="ml-0.5 text-[0.8125rem] text-soft">
        {many}
      </span>
    </fieldset>
  );
}
