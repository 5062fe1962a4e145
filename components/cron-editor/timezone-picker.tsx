"use client";

import { type KeyboardEvent, useId, useMemo, useState } from "react";
import type { FieldControl } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { viewerTimezone } from "#lib/format/datetime.ts";
import { useCron } from "#lib/use-cron.ts";
import { useNow } from "#lib/use-now.ts";
import { findZones, zoneOption } from "./zone-options.ts";
import { ZoneRow } from "./zone-row.tsx";

const SHOWN_MAX = 60;
const MINUTE_MS = 60_000;

interface TimezonePickerProps {
  control: FieldControl;
  value: string;
  onChange: (timezone: string) => void;
}

/** A time zone by its name, a city or its offset, each with its time now; the viewer's stands first. */
export function TimezonePicker({ control, value, onChange }: TimezonePickerProps) {
  const cron = useCron();
  const now = useNow(MINUTE_MS);
  const listId = useId();
  const [query, setQuery] = useState<string | null>(null);
  const [marked, setMarked] = useState(0);
  const open = query !== null;

  // Hundreds of zones are asked for their offset: only once the list is there to be seen.
  const options = useMemo(() => {
    if (!cron || !open) return [];
    const at = new Date(now);
    const names = [...new Set([viewerTimezone(), "UTC", ...cron.listTimezones()])];
    return names.map((zone) => zoneOption(zone, (name) => cron.offsetMinutesAt(name, at)));
  }, [cron, open, now]);
  const found = useMemo(() => findZones(options, query ?? "").slice(0, SHOWN_MAX), [options, query]);

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
      // With nothing found it stays open and says so.
      if (found.length > 0) choose(found[marked]?.zone);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      setQuery(null);
    }
  };

  return (
    <div className="relative">
      <Input
        {...control}
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open && found.length > 0 ? `${listId}-${marked}` : undefined}
        autoComplete="off"
        spellCheck={false}
        value={query ?? value}
        placeholder="City, zone or offset: Mumbai, Europe/Rome, +2"
        onFocus={(event) => event.target.select()}
        onClick={() => open || setQuery("")}
        onChange={(event) => {
          setQuery(event.target.value);
          setMarked(0);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => choose(options.find(({ zone }) => zone.toLowerCase() === query?.trim().toLowerCase())?.zone)}
      />
      {open && (
        <div
          id={listId}
          role="listbox"
          aria-label="Time zones"
          className="panel absolute inset-x-0 top-full z-30 mt-1 max-h-72 overflow-y-auto p-1 shadow-float"
        >
          {found.map((option, index) => (
            <ZoneRow
              key={option.zone}
              id={`${listId}-${index}`}
              option={option}
              query={query}
              now={now}
              isMarked={index === marked}
              isChosen={option.zone === value}
              onMark={() => setMarked(index)}
              onChoose={() => choose(option.zone)}
            />
          ))}
          {found.length === 0 && (
            <div className="px-2.5 py-1.5 text-soft" role="presentation">
              No time zone is found by “{query}”. Try a large city nearby, or an offset such as +2.
            </div>
          )}
        </div>
      )}
    </div>
  );
}
