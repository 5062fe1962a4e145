"use client";

import { formatCountdown } from "#lib/format/duration.ts";
import { formatNumber } from "#lib/format/number.ts";
import { useSchedulerHealth } from "./use-scheduler-health.ts";

/** The scheduler in three numbers: its last look, how far it lags, what waits for a worker. */
export function SchedulerFacts() {
  const health = useSchedulerHealth();
  if (!health) return null;
  const { tickAgeS, lagS, queueDepth, queueAgeS } = health;
  const rows = [
    ["Last tick", tickAgeS === null ? "never" : `${formatCountdown(tickAgeS * 1_000)} ago`],
    ["Lag", lagS === 0 ? "none" : formatCountdown(lagS * 1_000)],
    [
      "Waiting runs",
      queueDepth === 0 ? "none" : `${formatNumber(queueDepth)}, up to ${formatCountdown(queueAgeS * 1_000)}`,
    ],
  ];
  return (
    <span className="block tabular-nums">
      <span className="block font-medium text-ink">Scheduler</span>
      {rows.map(([label, value]) => (
        <span key={label} className="flex justify-between gap-4">
          <span>{label}</span>
          <span>{value}</span>
        </span>
      ))}
    </span>
  );
}
