"use client";

import { ChevronDown, type LucideIcon } from "lucide-react";
import { cx } from "#lib/cx.ts";
import { Button } from "./button.tsx";
import { Menu, MenuItem, MenuSeparator } from "./menu.tsx";

interface SeveralFilterProps<T extends string> {
  id?: string;
  label: string;
  /** What no choice is called. */
  any: string;
  options: readonly T[];
  labelOf: (option: T) => string;
  /** Shown before the label in the menu. */
  iconOf?: (option: T) => LucideIcon;
  value: readonly T[] | null;
  onChange: (value: T[] | null) => void;
  className?: string;
}

/** Narrows a list by one or several of a few values. */
export function SeveralFilter<T extends string>(props: SeveralFilterProps<T>) {
  const { id, label, any, options, labelOf, iconOf, value, onChange, className } = props;
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
      {options.map((option) => {
        const Icon = iconOf?.(option);
        return (
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
            {Icon && <Icon aria-hidden className="text-faint" />} {labelOf(option)}
          </MenuItem>
        );
      })}
      <MenuSeparator />
      <MenuItem disabled={chosen.length === 0} onSelect={() => onChange(null)}>
        {any}
      </MenuItem>
    </Menu>
  );
}
