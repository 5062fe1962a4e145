import type { Attempt } from "#domain/run.ts";
import { formatAbsolute } from "#lib/format/datetime.ts";
import { formatDuration } from "#lib/format/duration.ts";
import { StatusBadge } from "./status-badge.tsx";

/** The executions of a run that was tried more than once, oldest first. */
export function RunAttempts({ attempts }: { attempts: readonly Attempt[] }) {
  return (
    <section aria-label="Attempts" className="panel overflow-hidden">
      <h2 className="border-line border-b px-4 py-2 font-medium">
        Attempts <span className="ml-1 font-normal text-[0.8125rem] text-faint">{attempts.length}</span>
      </h2>
      <ol className="divide-y divide-line">
        {attempts.map(({ number, status, error, startedAt, durationMs }) => (
          <li
            key={number}
            className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2 sm:grid-cols-[2rem_9.5rem_minmax(0,1fr)_auto]"
          >
            <span className="text-faint tabular-nums">{number}</span>
            <span>
              <StatusBadge status={status} />
            </span>
            <span className="order-last col-span-3 min-w-0 break-words text-[0.8125rem] text-soft sm:order-none sm:col-span-1">
              {error ? `${error.name}: ${error.message}` : ""}
            </span>
            <span
              className="text-right text-[0.8125rem] text-soft tabular-nums"
              title={startedAt ? formatAbsolute(startedAt) : undefined}
            >
              {startedAt === null ? "Never began" : formatDuration(durationMs)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
