"use client";

import { formatAbsolute, formatRelative } from "#lib/format/datetime.ts";
import { useNow } from "#lib/use-now.ts";

/** `3 minutes ago`, kept true while it is shown; the absolute time stands in its title. @param at ISO 8601 */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const now = useNow(5_000);
  return (
    <time
      dateTime={at}
      title={now === 0 ? undefined : formatAbsolute(at)}
      className={className}
      suppressHydrationWarning
    >
      {now === 0 ? at : formatRelative(Date.parse(at), now)}
    </time>
  );
}
