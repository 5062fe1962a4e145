"use client";

import { useScheduleWords } from "./use-schedule-words.ts";

/** A cron expression in words, with its zone; the expression itself stands in the title. */
export function ScheduleWords({ frequency, timezone }: { frequency: string; timezone: string }) {
  const words = useScheduleWords(frequency);
  return (
    <span title={`${frequency} (${timezone})`}>
      {words ?? <code>{frequency}</code>}
      <span className="block text-[0.8125rem] text-faint">{timezone}</span>
    </span>
  );
}
