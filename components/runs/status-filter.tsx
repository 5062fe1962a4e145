"use client";

import { ChevronDown } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import type { RunStatus } from "#domain/run.ts";
import { cx } from "#lib/cx.ts";
import { formatCount } from "#lib/format/number.ts";
import { RUN_STATUS_LOOKS } from "./run-status.ts";

const STATUSES = Object.keys(RUN_STATUS_LOOKS) as RunStatus[];

interface StatusFilterProps {
  value: readonly RunStatus[];
  onChange: (value: RunStatus[] | null) => void;
  className?: string;
}

/** Narrows the list to runs of one status or of several. */
export function StatusFilter({ value, onChange, className }: StatusFilterProps) {
  const [first] = value;
  const shown =
    first === undefined
      ? "Any status"
      : value.length === 1
        ? RUN_STATUS_LOOKS[first].label
        : formatCount(value.length, "status", "statuses");
  const toggle = (status: RunStatus) => {
    const next = STATUSES.filter((other) => (other === status ? !value.includes(other) : value.includes(other)));
    onChange(next.length === 0 ? null : next);
  };
  return (
    <Menu
      align="start"
      trigger={
        <Button aria-label={`Status: ${shown}`} className={cx("justify-between! px-2.5! font-normal", className)}>
          <span className="truncate">{shown}</span> <ChevronDown aria-hidden className="text-faint" />
        </Button>
      }
    >
      {STATUSES.map((status) => {
        const { label, icon: Icon } = RUN_STATUS_LOOKS[status];
        return (
          <MenuItem
            key={status}
            checked={value.includes(status)}
            onSelect={(event) => {
              // The menu stays for the next one.
              event.preventDefault();
              toggle(status);
            }}
          >
            <Icon aria-hidden className="text-faint" /> {label}
          </MenuItem>
        );
      })}
      <MenuSeparator />
      <MenuItem disabled={value.length === 0} onSelect={() => onChange(null)}>
        Any status
      </MenuItem>
    </Menu>
  );
}
