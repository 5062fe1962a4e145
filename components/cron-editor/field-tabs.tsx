"use client";

import { type ExpressionField, SCHEDULE_PARTS } from "#domain/cron/expression-fields.ts";
import type { SchedulePart } from "#domain/cron/schedule-error.ts";
import { cx } from "#lib/cx.ts";
import { useRovingFocus } from "#lib/use-roving-focus.ts";
import { FIELD_TEXTS } from "./field-texts.ts";

interface FieldTabsProps {
  fields: readonly ExpressionField[];
  current: SchedulePart;
  /** The field that the fault stands in. */
  faulty: SchedulePart | null;
  panelId: string;
  onCurrent: (part: SchedulePart) => void;
}

export const fieldTabId = (panelId: string, part: SchedulePart) => `${panelId}-${part}`;

/** The five fields by name with what is written in each; one of them is explained and built below. */
export function FieldTabs({ fields, current, faulty, panelId, onCurrent }: FieldTabsProps) {
  const { ref, onKeyDown } = useRovingFocus<HTMLDivElement>();
  return (
    <div
      ref={ref}
      role="tablist"
      aria-label="Fields of the expression"
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className="grid grid-cols-5"
    >
      {SCHEDULE_PARTS.map((part, index) => {
        const isCurrent = part === current;
        const isFaulty = part === faulty;
        const text = fields[index]?.text;
        return (
          <button
            key={part}
            type="button"
            role="tab"
            id={fieldTabId(panelId, part)}
            data-cell={`0:${index}`}
            tabIndex={isCurrent ? 0 : -1}
            aria-selected={isCurrent}
            aria-controls={panelId}
            className={cx(
              "min-w-0 border-b-2 px-0.5 py-2 text-center",
              isCurrent ? "border-accent bg-surface" : "border-line bg-sunken/50 hover:bg-sunken",
            )}
            onFocus={() => onCurrent(part)}
            onClick={() => onCurrent(part)}
          >
            <span
              className={cx(
                "block truncate text-[0.6875rem] sm:text-[0.75rem]",
                isCurrent ? "font-medium text-accent-ink" : "text-soft",
              )}
            >
              {FIELD_TEXTS[part].label}
            </span>
            <span className={cx("block truncate font-mono", isFaulty ? "text-bad" : text ? "text-ink" : "text-faint")}>
              {text ?? "–"}
              {isFaulty && <span className="sr-only"> (cannot be read)</span>}
            </span>
          </button>
        );
      })}
    </div>
  );
}
