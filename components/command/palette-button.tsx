"use client";

import { Search } from "lucide-react";
import { useCommandCenter } from "./command-center.tsx";
import { Keys } from "./keys.tsx";
import { PALETTE } from "./shortcuts.ts";

/** Opens the command palette for who does not know its keys, and shows them. */
export function PaletteButton() {
  const open = useCommandCenter();
  return (
    <button
      type="button"
      aria-label="Search and commands"
      aria-haspopup="dialog"
      onClick={() => open("palette")}
      className="flex h-8 shrink-0 items-center gap-2 rounded-md border border-line px-2 text-faint hover:border-line-strong hover:text-ink md:w-56"
    >
      <Search className="size-4 shrink-0" aria-hidden />
      <span className="hidden flex-1 whitespace-nowrap text-left text-[0.8125rem] md:inline">Search or do</span>
      <span className="hidden md:inline">
        <Keys keys={PALETTE.keys} />
      </span>
    </button>
  );
}
