import { Notice } from "#components/ui/notice.tsx";
import { formatCountdown } from "#lib/format/duration.ts";
import type { useSchedulerHealth } from "./use-scheduler-health.ts";

type Health = NonNullable<ReturnType<typeof useSchedulerHealth>>;

/** Since when schedules stand still, and what to do. */
export const SchedulerNotice = ({ tickAgeS, lagS }: Health) => (
  <Notice tone="bad" className="rounded-none border-line border-b px-4 sm:px-6">
    <strong className="font-semibold">Schedules stand still:</strong>{" "}
    {tickAgeS === null
      ? "nothing has ever looked for due tasks here"
      : `nothing has looked for due tasks for ${formatCountdown(tickAgeS * 1_000)}`}
    , and the oldest of them has waited {formatCountdown(lagS * 1_000)}. Let something call <code>/api/cron</code> every
    minute, or start a server with <code>TICKER=on</code>. No fire gets lost: what is due is dealt with by each task's
    policy for late fires once it goes on.
  </Notice>
);
