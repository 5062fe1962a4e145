"use client";

import { memo, useState } from "react";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import { cx } from "#lib/cx.ts";
import { useDebounced } from "#lib/use-debounced.ts";
import { FireTable } from "./fire-table.tsx";
import type { SchedulePreviewState, ShownSchedule } from "./use-schedule-preview.ts";

/** A schedule as the scheduler understands it: in words, with what may surprise, and the times it fires next. */
export function ScheduleOutcome({ preview, timezone }: { preview: SchedulePreviewState; timezone: string }) {
  const [last, setLast] = useState<ShownSchedule | null>(null);
  if (preview.state === "ok" && preview.preview !== last) setLast(preview.preview);
  return (
    <>
      <Spoken preview={preview} />
      {preview.state === "ok" ? (
        <Meaning schedule={preview.preview} timezone={timezone} />
      ) : preview.state === "loading" ? (
        <Skeleton className="h-40 w-full" />
      ) : (
        <div className="grid [&>*]:col-start-1 [&>*]:row-start-1">
          <p className="text-soft">
            {preview.state === "empty"
              ? "Say or choose when it runs, and its next fire times show here."
              : "The next fire times show here once the schedule can be read."}
          </p>
          {/* Holds the place, so that the page does not jump with every half typed expression. */}
          {last && preview.state === "bad" && preview.field === "frequency" && (
            <div aria-hidden className="invisible">
              <Meaning schedule={last} timezone={timezone} />
            </div>
          )}
        </div>
      )}
    </>
  );
}

/** Words longer than this stand in smaller letters. */
const SHORT_WORDS = 60;

/** Drawn again only for another schedule, not with each key in another field of the form. */
const Meaning = memo(function Meaning({ schedule, timezone }: { schedule: ShownSchedule; timezone: string }) {
  const { words, language, warnings } = schedule;
  return (
    <div className="space-y-3">
      <p
        lang={language}
        className={cx("text-pretty font-semibold leading-snug", words.length > SHORT_WORDS ? "text-base" : "text-lg")}
      >
        {words}
      </p>
      {warnings.map((warning) => (
        <Notice key={warning.code + warning.message} tone="warn">
          {warning.message}
        </Notice>
      ))}
      <FireTable schedule={schedule} timezone={timezone} />
    </div>
  );
});

/** A reader is told once typing pauses, not with every key. */
const SPOKEN_AFTER_MS = 700;

/** What a screen reader says of the schedule after an edit. */
function Spoken({ preview }: { preview: SchedulePreviewState }) {
  const text =
    preview.state === "ok"
      ? `The schedule means: ${preview.preview.words}`
      : preview.state === "bad"
        ? "The schedule cannot be read."
        : "";
  return (
    <p role="status" className="sr-only">
      {useDebounced(text, SPOKEN_AFTER_MS)}
    </p>
  );
}
