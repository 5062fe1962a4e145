"use client";

import { useIsClient } from "#lib/use-is-client.ts";
import { commandKey } from "./shortcuts.ts";

/** Keys to press, one after the other; `mod` is ⌘ or Ctrl, whichever this machine has. */
export function Keys({ keys }: { keys: readonly string[] }) {
  const isClient = useIsClient();
  const mod = commandKey(isClient ? navigator.platform : "");
  return (
    <span className="flex shrink-0 gap-1">
      {keys.map((key) => (
        <kbd
          key={key}
          className="min-w-5 rounded border border-line bg-sunken px-1.5 py-0.5 text-center font-sans text-[0.6875rem] text-soft"
        >
          {key === "mod" ? mod : key}
        </kbd>
      ))}
    </span>
  );
}
