"use client";

import { useMemo } from "react";
import { useCron } from "#lib/use-cron.ts";

/** Whether the viewer's language writes 14:30 rather than 2:30 PM. */
export const prefers24Hour = () =>
  new Intl.DateTimeFormat(undefined, { hour: "numeric" }).resolvedOptions().hour12 === false;

/** A cron expression in words, with its zone; the expression itself stands in the title. */
export function ScheduleWords({ frequency, timezone }: { frequency: string; timezone: string }) {
  const cron = useCron();
  const words = useMemo(() => {
    if (!cron) return null;
    try {
      return cron.describe(frequency, { use24Hour: prefers24Hour() });
    } catch {
      // A schedule from before a rule was tightened: the expression is all that can be said.
      return null;
    }
  }, [cron, frequency]);
  return (
    <span title={`${frequency} (${timezone})`}>
      {words ?? <code>{frequency}</code>}
      <span className="block text-[0.8125rem] text-faint">{timezone}</span>
    </span>
  );
}
