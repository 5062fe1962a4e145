import Link from "next/link";
import { StatusBadge } from "#components/runs/status-badge.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { formatMinute } from "#lib/format/datetime.ts";
import { formatNumber } from "#lib/format/number.ts";
import type { Outputs } from "#lib/trpc/outputs.ts";

/** What a backfill would do with each fire of its window. */
export function BackfillFires({ appId, fires }: { appId: number; fires: Outputs["schedules"]["backfill"]["fires"] }) {
  if (fires.length === 0) return <p className="text-soft">The task's schedules name no fire in that time.</p>;
  const due = fires.filter(({ state }) => state === "due").length;
  return (
    <div className="space-y-2">
      <p role="status" className="font-medium">
        {formatNumber(due)} of {formatNumber(fires.length)} will run; {formatNumber(fires.length - due)} ran already.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <div className="max-h-72 overflow-y-auto rounded-lg border border-line" tabIndex={0}>
        <table className="w-full text-left tabular-nums">
          <caption className="sr-only">Fires of the window</caption>
          <thead className="eyebrow sticky top-0 bg-surface">
            <tr>
              <th scope="col" className="px-3 py-1.5">
                Fire time
              </th>
              <th scope="col" className="px-3 py-1.5">
                In the ledger
              </th>
              <th scope="col" className="px-3 py-1.5">
                Backfill
              </th>
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {fires.map(({ scheduleId, fireAt, state, runId, status }) => (
              <tr key={`${scheduleId} ${fireAt}`}>
                <td className="px-3 py-1.5">{formatMinute(fireAt)}</td>
                <td className="px-3 py-1.5">
                  {status && runId !== null ? (
                    <Link href={`/apps/${appId}/runs/${runId}`} className="rounded hover:underline">
                      <StatusBadge status={status} />
                    </Link>
                  ) : (
                    <span className="text-faint">Nothing</span>
                  )}
                </td>
                <td className="px-3 py-1.5">
                  {state === "due" ? (
                    <Badge tone="accent">Will run</Badge>
                  ) : (
                    <span className="text-soft">Ran already</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
