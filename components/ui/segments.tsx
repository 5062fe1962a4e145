"use client";

import { useId } from "react";
import { cx } from "#lib/cx.ts";
import { Tick } from "./input.tsx";

interface SegmentsProps<T extends string> {
  /** What is chosen. */
  label: string;
  value: T;
  onChange: (value: T) => void;
  options: readonly { value: T; label: string }[];
}

/** One of a few, side by side. */
export function Segments<T extends string>({ label, value, onChange, options }: SegmentsProps<T>) {
  const name = useId();
  return (
    <fieldset className="flex rounded-[7px] border border-line-strong bg-surface p-0.5">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={cx(
            "cursor-pointer rounded-[5px] px-2.5 py-1 text-[0.8125rem] has-focus-visible:outline-2 has-focus-visible:outline-accent",
            option.value === value ? "bg-accent-soft font-medium text-accent-ink" : "text-soft hover:text-ink",
          )}
        >
          <Tick
            type="radio"
            name={name}
            className="sr-only"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
