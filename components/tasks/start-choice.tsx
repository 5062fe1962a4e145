"use client";

import { CalendarClock, MousePointerClick } from "lucide-react";
import { useId } from "react";
import { Tick } from "#components/ui/input.tsx";
import { cx } from "#lib/cx.ts";

const CHOICES = [
  {
    scheduled: false,
    icon: MousePointerClick,
    label: "On demand",
    hint: "Only when an app, another task or you ask for it.",
  },
  {
    scheduled: true,
    icon: CalendarClock,
    label: "On a schedule",
    hint: "At the times of a cron expression, and on demand too.",
  },
] as const;

/** How a task starts. */
export function StartChoice({ scheduled, onChange }: { scheduled: boolean; onChange: (scheduled: boolean) => void }) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">How it starts</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {CHOICES.map(({ scheduled: value, icon: Icon, label, hint }) => (
          <label
            key={label}
            className={cx(
              "flex cursor-pointer gap-3 rounded-lg border px-3.5 py-3 has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2",
              scheduled === value ? "border-accent bg-accent-soft" : "border-line-strong hover:bg-sunken",
            )}
          >
            <Tick
              type="radio"
              name={name}
              aria-label={label}
              aria-describedby={`${name}-${value}`}
              className="sr-only"
              checked={scheduled === value}
              onChange={() => onChange(value)}
            />
            <Icon className="mt-0.5 size-4 shrink-0" aria-hidden />
            <span>
              <span className="block font-medium">{label}</span>
              <span id={`${name}-${value}`} className="block text-[0.8125rem] text-soft">
                {hint}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
