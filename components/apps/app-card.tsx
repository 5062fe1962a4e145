import Link from "next/link";
import { Countdown } from "#components/time/countdown.tsx";
import type { AppSummary } from "#domain/app.ts";
import { formatCount, formatNumber } from "#lib/format/number.ts";

/** An app at a glance. The whole card leads to it. */
export function AppCard({ app }: { app: AppSummary }) {
  const ended = app.completed24h + app.failed24h;
  return (
    <li className="panel relative flex flex-col gap-3 px-4 py-4 transition-shadow hover:shadow-float">
      <div>
        <h2 className="truncate font-semibold text-base">
          <Link href={`/apps/${app.id}`} className="after:absolute after:inset-0 after:rounded-[10px]">
            {app.name}
          </Link>
        </h2>
        <p className="text-soft">
          {app.taskCount === 0
            ? "No task yet"
            : `${formatNumber(app.activeTaskCount)} of ${formatCount(app.taskCount, "task")} active`}
        </p>
      </div>
      <div
        role="img"
        aria-label={`In 24 hours: ${app.completed24h} completed, ${app.failed24h} failed`}
        className="flex h-1.5 gap-0.5 overflow-hidden rounded-full bg-quiet-soft"
      >
        {app.completed24h > 0 && <span className="bg-ok" style={{ flexGrow: app.completed24h }} />}
        {app.failed24h > 0 && <span className="min-w-1 bg-bad" style={{ flexGrow: app.failed24h }} />}
      </div>
      <dl className="grid grid-cols-2 gap-3 text-[0.8125rem]">
        <div>
          <dt className="text-faint">Next run</dt>
          <dd className="relative z-10 mt-0.5 w-fit">
            {app.nextRunAt ? <Countdown at={app.nextRunAt} /> : "Nothing scheduled"}
          </dd>
        </div>
        <div>
          <dt className="text-faint">Last 24 hours</dt>
          <dd className="mt-0.5 tabular-nums">
            {ended === 0 ? (
              "No run ended"
            ) : (
              <>
                <span className="text-ok">{formatNumber(app.completed24h)} completed</span>
                {app.failed24h > 0 && <span className="text-bad">, {formatNumber(app.failed24h)} failed</span>}
              </>
            )}
          </dd>
        </div>
      </dl>
    </li>
  );
}
