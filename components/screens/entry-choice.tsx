"use client";

import { Segments } from "#components/ui/segments.tsx";
import type { ScreenEntry } from "#domain/screen-settings.ts";

const ENTRIES = [
  { value: "handler", label: "Handler" },
  { value: "execute", label: "execute(context)" },
] as const;

const HINTS: Record<ScreenEntry, string> = {
  handler: "A run calls the function that the code gives to Fliplet.Page.onRemoteExecution, with the payload.",
  execute:
    "A run calls the code's async function execute(context), as App Actions have it; context.payload is the payload.",
};

/** What a run calls in the code. */
export function EntryChoice({ entry, onChange }: { entry: ScreenEntry; onChange: (entry: ScreenEntry) => void }) {
  return (
    <div className="space-y-2">
      <p className="font-medium">A run calls</p>
      <div className="flex">
        <Segments label="A run calls" value={entry} onChange={onChange} options={ENTRIES} />
      </div>
      <p className="text-[0.8125rem] text-faint">{HINTS[entry]}</p>
    </div>
  );
}
