import { ScheduleWords } from "#components/cron-editor/schedule-words.tsx";
import { Countdown } from "#components/time/countdown.tsx";
import { Badge } from "#components/ui/badge.tsx";
import type { Task } from "#domain/task.ts";
import { formatDuration } from "#lib/format/duration.ts";

/** All schedules of a task that has several, each with the fire that it names next. */
export function TaskSchedules({ task }: { task: Task }) {
  return (
    <section aria-label="Schedules">
      <h2 className="mb-2 font-semibold text-base">Schedules</h2>
      <ol className="panel divide-y divide-line">
        {task.schedules.map(({ id, frequency, timezone, payload, nextRunAt, spreadOffsetMs, error }) => (
          <li key={id} className="grid gap-x-6 gap-y-1 px-4 py-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_7rem]">
            <ScheduleWords frequency={frequency} timezone={timezone} />
            <span className="min-w-0">
              {error ? (
                <span className="break-words text-bad">{error}</span>
              ) : nextRunAt ? (
                <Countdown at={nextRunAt} timezone={timezone} />
              ) : (
                <span className="text-faint">No fire to come</span>
              )}
              {spreadOffsetMs > 0 && (
                <span className="block text-[0.8125rem] text-faint">starts {formatDuration(spreadOffsetMs)} later</span>
              )}
            </span>
            {payload !== undefined && payload !== null && <Badge className="h-fit w-fit">Own payload</Badge>}
          </li>
        ))}
      </ol>
    </section>
  );
}
