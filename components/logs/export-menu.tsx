"use client";

import { Download } from "lucide-react";
import { useAppId } from "#components/shell/app-id.tsx";
import { Button } from "#components/ui/button.tsx";
import { Menu, MenuItem, MenuLabel } from "#components/ui/menu.tsx";
import type { ExportFormat } from "#domain/export-format.ts";
import type { LineFilter } from "#domain/log.ts";

const FORMATS: readonly { format: ExportFormat; label: string }[] = [
  { format: "ndjson", label: "NDJSON, with all values" },
  { format: "csv", label: "CSV, for spreadsheets" },
];

/** The lines that match as a file, which the browser receives as it is written. */
export function ExportMenu({ filter, isFiltered }: { filter: LineFilter; isFiltered: boolean }) {
  const appId = useAppId();
  const hrefOf = (format: ExportFormat) =>
    `/api/logs/export?${new URLSearchParams({ appId: String(appId), format, filter: JSON.stringify(filter) })}`;
  return (
    <Menu
      trigger={
        <Button>
          <Download aria-hidden /> Export
        </Button>
      }
    >
      <MenuLabel>{isFiltered ? "All lines that match, oldest first" : "The whole log, oldest first"}</MenuLabel>
      {FORMATS.map(({ format, label }) => (
        <MenuItem key={format} asChild>
          <a href={hrefOf(format)} download>
            {label}
          </a>
        </MenuItem>
      ))}
    </Menu>
  );
}
