"use client";

import { ChevronDown } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { cx } from "#lib/cx.ts";

interface SeveralFilterProps<T extends string> {
  id?: string;
  label: string;
  /** What no choice is called. */
  any: string;
  options: readonly T[];
  labelOf: (option: T) => string;
  value: readonly T[] | null;
  onChange: (value: T[] | null) => void;
  className?: string;
}

/** Narrows a list by one or several of a few values. */
export function SeveralFilter<T extends string>(props: SeveralFilterProps<T>) {
  const { id, label, any, options, labelOf, value, onChange, className } = props;
  const chosen = value ?? [];
  const shown = chosen.length === 0 ? any : chosen.map(labelOf).join(", ");
  const toggle = (option: T) => {
    const next = options.filter((other) => (other === option) !== chosen.includes(other));
    onChange(next.length === 0 ? null : next);
  };
  return (
    <Menu
      align="start"
      trigger={
        <Button
          id={id}
          aria-label={`${label}: ${shown}`}
          className={cx("justify-between! px-2.5 font-normal", className)}
        >
          <span className="truncate">{shown}</span> <ChevronDown aria-hidden className="text-faint" />
        </Button>
      }
    >
      {options.map((option) => (
        <MenuItem
          key={option}
          role="menuitemcheckbox"
          aria-checked={chosen.includes(option)}
          checked={chosen.includes(option)}
          onSelect={(event) => {
            // The menu stays for the next one.
            event.preventDefault();
            toggle(option);
          }}
        >
          {labelOf(option)}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem disabled={chosen.length === 0} onSelect={() => onChange(null)}>
        {any}
      </MenuItem>
    </Menu>
  );
}
