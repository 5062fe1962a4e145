"use client";

import { useScheduleWords } from "./use-schedule-words.ts";

/** A cron expression in words, with its zone; the expression itself stands in the title. */
export function ScheduleWords({ frequency, timezone }: { frequency: string; timezone: string }) {
  const words = useScheduleWords(frequency);
  return (
    <span title={`${frequency} (${timezone})`}>
      {/* The server has the words at once, the browser a moment later: until then it keeps the server's. */}
      <span className={words === null ? "font-mono" : undefined} suppressHydrationWarning>
        {words ?? frequency}
      </span>
      <span className="block text-[0.8125rem] text-faint">{timezone}</span>
    </span>
  );
}
