"use client";

import { type KeyboardEvent, useId, useMemo, useRef, useState } from "react";
import type { FieldControl } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { cx } from "#lib/cx.ts";
import { viewerTimezone } from "#lib/format/datetime.ts";
import { useCron } from "#lib/use-cron.ts";

const SHOWN_MAX = 60;
const searchable = (text: string) => text.toLowerCase().replaceAll(/[_/\s-]+/g, " ");

interface TimezonePickerProps {
  control: FieldControl;
  value: string;
  onChange: (timezone: string) => void;
}

/** A time zone by typing any part of its name: "new york", "berlin", "utc". */
export function TimezonePicker({ control, value, onChange }: TimezonePickerProps) {
  const cron = useCron();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState<string | null>(null);
  const [marked, setMarked] = useState(0);

  const zones = useMemo(() => {
    const mine = viewerTimezone();
    return [...new Set(["UTC", mine, ...(cron?.listTimezones() ?? [])])];
  }, [cron]);
  const found = useMemo(() => {
    const words = searchable(query ?? "")
      .split(" ")
      .filter(Boolean);
    return zones.filter((zone) => words.every((word) => searchable(zone).includes(word))).slice(0, SHOWN_MAX);
  }, [zones, query]);

  const open = query !== null;
  const choose = (zone: string | undefined) => {
    if (zone) onChange(zone);
    setQuery(null);
  };
  const move = (by: number) => {
    const next = Math.min(Math.max(marked + by, 0), found.length - 1);
    setMarked(next);
    document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: "nearest" });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (open) move(event.key === "ArrowDown" ? 1 : -1);
      else setQuery("");
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      choose(found[marked]);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      setQuery(null);
    }
  };

  return (
    <div className="relative">
      <Input
        {...control}
        ref={input}
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && found.length > 0 ? `${listId}-${marked}` : undefined}
        autoComplete="off"
        spellCheck={false}
        value={query ?? value}
        placeholder={value}
        onFocus={(event) => event.target.select()}
        onClick={() => open || setQuery("")}
        onChange={(event) => {
          setQuery(event.target.value);
          setMarked(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => choose(zones.find((zone) => zone.toLowerCase() === query?.trim().toLowerCase()))}
      />
      {open && (
        <div
          id={listId}
          role="listbox"
          aria-label="Time zones"
          className="panel absolute inset-x-0 top-full z-30 mt-1 max-h-64 overflow-y-auto p-1 shadow-float"
        >
          {found.map((zone, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard moves through the list from the input.
            <div
              key={zone}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={zone === value}
              tabIndex={-1}
              className={cx(
                "flex justify-between gap-3 rounded-md px-2.5 py-1.5",
                index === marked && "bg-sunken",
                zone === value && "font-medium",
              )}
              onMouseMove={() => setMarked(index)}
              // The input must keep the focus, or its blur closes the list before the click arrives.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(zone)}
            >
              <span className="truncate">{zone.replaceAll("_", " ")}</span>
              {zone === viewerTimezone() && <span className="text-[0.8125rem] text-faint">yours</span>}
            </div>
          ))}
          {found.length === 0 && (
            <div className="px-2.5 py-1.5 text-soft" role="presentation">
              No time zone has “{query}” in its name. Try a large city nearby.
            </div>
          )}
        </div>
      )}
    </div>
  );
}
