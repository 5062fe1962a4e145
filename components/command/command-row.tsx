"use client";

import { Command } from "cmdk";
import type { PaletteCommand } from "./command.ts";
import { Keys } from "./keys.tsx";

export function CommandRow({ command }: { command: PaletteCommand }) {
  const { id, label, detail, icon: Icon, keys, act } = command;
  return (
    <Command.Item
      value={id}
      onSelect={act}
      className="flex min-h-9 cursor-default items-center gap-3 rounded-md px-2.5 py-1.5 aria-selected:bg-sunken"
    >
      <Icon className="size-4 shrink-0 text-soft" aria-hidden />
      <span className="min-w-0 truncate">{label}</span>
      {detail && <span className="min-w-0 flex-1 truncate text-[0.8125rem] text-faint">{detail}</span>}
      {keys && (
        <span className="ml-auto max-sm:hidden">
          <Keys keys={keys} />
        </span>
      )}
    </Command.Item>
  );
}
