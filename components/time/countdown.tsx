"use client";

import { Tooltip } from "#components/ui/tooltip.tsx";
import { formatAbsolute, viewerTimezone } from "#lib/format/datetime.ts";
import { formatCountdown } from "#lib/format/duration.ts";
import { useNow } from "#lib/use-now.ts";

interface CountdownProps {
  /** ISO 8601 */
  at: string;
  /** IANA name of the zone that the schedule is written in; the viewer's when absent. */
  timezone?: string;
}

/** The time left until `at`, second by second. Hover or focus shows the moment itself, in the task's zone and yours. */
export function Countdown({ at, timezone }: CountdownProps) {
  const now = useNow(1_000);
  const left = Date.parse(at) - now;
  const mine = viewerTimezone();
  return (
    <Tooltip
      content={
        <span className="block tabular-nums">
          {timezone && timezone !== mine && (
            <span className="block">
              {formatAbsolute(at, timezone)} · {timezone}
            </span>
          )}
          <span className="block">{formatAbsolute(at)} · your time</span>
        </span>
      }
    >
      <button
        type="button"
        className="min-h-6 cursor-default rounded whitespace-nowrap tabular-nums decoration-dotted underline decoration-line-strong underline-offset-4"
      >
        <time dateTime={at} suppressHydrationWarning>
          {now === 0 ? at : left <= 0 ? "due now" : `in ${formatCountdown(left)}`}
        </time>
      </button>
    </Tooltip>
  );
}
