"use client";

import { RelativeTime } from "#components/time/relative-time.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import { formatMinute, viewerTimezone } from "#lib/format/datetime.ts";
import type { SchedulePreviewState } from "./use-schedule-preview.ts";

/** A schedule as the scheduler understands it: in words, with what may surprise, and the times it fires next. */
export function FireTimes({ preview, timezone }: { preview: SchedulePreviewState; timezone: string }) {
  const mine = viewerTimezone();
  if (preview.state === "empty") {
    return <p className="text-soft">Write an expression or choose one above, and its next fire times show here.</p>;
  }
  if (preview.state === "loading") return <Skeleton className="h-40 w-full" />;
  if (preview.state === "bad") {
    return <p className="text-soft">The next fire times show here once the schedule can be read.</p>;
  }
  const { text, warnings, fires } = preview.preview;
  return (
    <div className="space-y-3">
      <p aria-live="polite" className="font-medium text-base">
        {text}
      </p>
      {warnings.map((warning) => (
        <Notice key={warning.code + warning.message} tone="warn">
          {warning.message}
        </Notice>
      ))}
      <table className="w-full text-left tabular-nums">
        <caption className="eyebrow pb-1 text-left">Next {fires.length} fire times</caption>
        <thead className="text-[0.8125rem] text-faint">
          <tr>
            <th scope="col" className="py-1 pr-3 font-normal">
              {timezone}
            </th>
            {timezone !== mine && (
              <th scope="col" className="py-1 pr-3 font-normal">
                Your time ({mine})
              </th>
            )}
            <th scope="col" className="py-1 text-right font-normal">
              In
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {fires.map((fire) => (
            <tr key={fire.getTime()}>
              <td className="py-1.5 pr-3">{formatMinute(fire.getTime(), timezone)}</td>
              {timezone !== mine && <td className="py-1.5 pr-3 text-soft">{formatMinute(fire.getTime())}</td>}
              <td className="py-1.5 text-right text-soft">
                <RelativeTime at={fire.toISOString()} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
