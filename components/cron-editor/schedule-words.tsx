"use client";

import { cx } from "#lib/cx.ts";
import { useScheduleWords } from "./use-schedule-words.ts";

interface ScheduleWordsProps {
  frequency: string;
  /** IANA name */
  timezone: string;
  /** On one line with its zone. */
  isInline?: boolean;
}

/** A cron expression in words, with its zone; the expression itself stands in the title. */
export function ScheduleWords({ frequency, timezone, isInline = false }: ScheduleWordsProps) {
  const text = useScheduleWords(frequency);
  return (
    <span title={`${frequency} (${timezone})`}>
      {/* The server has the words at once, the browser a moment later: until then it keeps the server's. */}
      <span className={text ? undefined : "font-mono"} lang={text?.language} suppressHydrationWarning>
        {text?.words ?? frequency}
      </span>
      <span className={cx("text-[0.8125rem] text-faint", isInline ? "ml-2" : "block")}>{timezone}</span>
    </span>
  );
}
