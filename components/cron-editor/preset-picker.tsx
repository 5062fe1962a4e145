"use client";

import { cx } from "#lib/cx.ts";
import { useRovingFocus } from "#lib/use-roving-focus.ts";
import { PRESETS } from "./presets.ts";

/** Schedules to start from, one press each. */
export function PresetPicker({ frequency, onChoose }: { frequency: string; onChoose: (frequency: string) => void }) {
  const { ref, onKeyDown } = useRovingFocus<HTMLFieldSetElement>();
  const chosen = PRESETS.findIndex(({ expression }) => expression === frequency.trim());
  return (
    <fieldset ref={ref} onKeyDown={onKeyDown} className="min-w-0">
      <legend className="mb-1.5 font-medium">Presets</legend>
      <div className="grid grid-cols-2 gap-2 sm:grid-cols-4">
        {PRESETS.map(({ expression, words }, index) => (
          <button
            key={expression}
            type="button"
            data-cell={`0:${index}`}
            tabIndex={index === Math.max(chosen, 0) ? 0 : -1}
            aria-pressed={index === chosen}
            className={cx(
              "min-w-0 rounded-[7px] border px-2.5 py-1.5 text-left",
              index === chosen ? "border-accent bg-accent-soft text-accent-ink" : "border-line hover:bg-sunken",
            )}
            onClick={() => onChoose(expression)}
          >
            <span className="block truncate text-[0.8125rem]">{words}</span>
            <code className={cx("block truncate", index === chosen ? "text-accent-ink" : "text-faint")}>
              {expression}
            </code>
          </button>
        ))}
      </div>
    </fieldset>
  );
}
