"use client";

import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import { useDebounced } from "#lib/use-debounced.ts";
import { FireTable } from "./fire-table.tsx";
import type { SchedulePreviewState } from "./use-schedule-preview.ts";

/** A schedule as the scheduler understands it: in words, with what may surprise, and the times it fires next. */
export function ScheduleOutcome({ preview, timezone }: { preview: SchedulePreviewState; timezone: string }) {
  return (
    <>
      <Spoken preview={preview} />
      {preview.state === "empty" ? (
        <p className="text-soft">Say or choose when it runs, and its next fire times show here.</p>
      ) : preview.state === "loading" ? (
        <Skeleton className="h-40 w-full" />
      ) : preview.state === "bad" ? (
        <p className="text-soft">The next fire times show here once the schedule can be read.</p>
      ) : (
        <div className="space-y-3">
          <p className="text-balance font-semibold text-lg leading-snug">{preview.preview.text}</p>
          {preview.preview.warnings.map((warning) => (
            <Notice key={warning.code + warning.message} tone="warn">
              {warning.message}
            </Notice>
          ))}
          <FireTable schedule={preview.preview} timezone={timezone} />
        </div>
      )}
    </>
  );
}

/** A reader is told once typing pauses, not with every key. */
const SPOKEN_AFTER_MS = 700;

/** What a screen reader says of the schedule after an edit. */
function Spoken({ preview }: { preview: SchedulePreviewState }) {
  const text =
    preview.state === "ok"
      ? `The schedule means: ${preview.preview.text}`
      : preview.state === "bad"
        ? "The schedule cannot be read."
        : "";
  return (
    <p role="status" className="sr-only">
      {useDebounced(text, SPOKEN_AFTER_MS)}
    </p>
  );
}
