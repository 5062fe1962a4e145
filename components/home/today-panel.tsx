"use client";

import type { ReactNode } from "react";
import { useSchedulerHealth } from "#components/shell/use-scheduler-health.ts";
import type { Overview } from "#domain/task-stats.ts";
import { cx } from "#lib/cx.ts";
import { formatCountdown, formatDuration } from "#lib/format/duration.ts";
import { formatCount, formatNumber, formatPercent } from "#lib/format/number.ts";
import { useLostSince } from "#lib/trpc/use-lost-since.ts";

/** How the day has gone, in four numbers: success, durations, start delay, and the scheduler itself. */
export function TodayPanel({ today }: { today: Overview["today"] }) {
  const { completed, failed, missed, successRate, p50Ms, p95Ms, startDelay, isCut } = today;
  const ended = completed + failed;
  return (
    <section aria-label="Today">
      <dl className="panel grid grid-cols-2 gap-px overflow-hidden bg-line lg:grid-cols-4">
        <Fact
          label="Success today"
          value={successRate === null ? "–" : formatPercent(successRate)}
          tone={successRate !== null && successRate < 0.9 ? "text-bad" : undefined}
        >
          {ended === 0
            ? "No run has ended today"
            : `${formatNumber(completed)} of ${formatCount(ended, "run")} completed`}
          {missed > 0 && `, ${formatCount(missed, "fire")} missed`}
          {isCut && ", of the newest"}
        </Fact>
        <Fact label="Duration today" value={p50Ms === null ? "–" : formatDuration(p50Ms)}>
          {p95Ms === null ? "No run has completed today" : `median; p95 ${formatDuration(p95Ms)}`}
        </Fact>
        <Fact label="Start delay today" value={startDelay ? formatDuration(startDelay.p50Ms) : "–"}>
          {startDelay
            ? `median after the fire time; p95 ${formatDuration(startDelay.p95Ms)}`
            : "No schedule has fired today"}
        </Fact>
        <SchedulerFact />
      </dl>
    </section>
  );
}

/** A fire that is due waits for the next tick, a second away: only more than a few is late. */
const LATE_S = 5;

function SchedulerFact() {
  const health = useSchedulerHealth();
  const isLost = useLostSince() !== null;
  if (!health)
    return (
      <Fact label="Scheduler" value="–">
        Not known yet
      </Fact>
    );
  const { tickAgeS, lagS, queueDepth, queueAgeS, isStale } = health;
  const isLate = lagS >= LATE_S;
  const looked = tickAgeS === null ? "never looked for due tasks" : `looked ${formatCountdown(tickAgeS * 1_000)} ago`;
  const waiting =
    queueDepth === 0
      ? "no run waits"
      : `${formatCount(queueDepth, "run")} waiting, up to ${formatCountdown(queueAgeS * 1_000)}`;
  if (isLost)
    return (
      <Fact label="Scheduler" value="Not known">
        {looked}, as far as is known
      </Fact>
    );
  return (
    <Fact
      label="Scheduler"
      value={isStale ? "Stands still" : isLate ? `${formatCountdown(lagS * 1_000)} behind` : "On time"}
      tone={isStale ? "text-bad" : isLate ? "text-warn" : "text-ok"}
    >
      {looked}, {waiting}
    </Fact>
  );
}

interface FactProps {
  label: string;
  value: string;
  tone?: string | undefined;
  children: ReactNode;
}

const Fact = ({ label, value, tone, children }: FactProps) => (
  <div className="min-w-0 bg-surface px-4 py-3">
    <dt className="eyebrow">{label}</dt>
    <dd>
      <span className={cx("block font-semibold text-xl tabular-nums tracking-tight", tone)}>{value}</span>
      <span className="block text-[0.8125rem] text-soft">{children}</span>
    </dd>
  </div>
);
