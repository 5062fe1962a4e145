"use client";

import { Countdown } from "#components/time/countdown.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { formatAbsolute } from "#lib/format/datetime.ts";
import { useNow } from "#lib/use-now.ts";
import type { ShownRun } from "./shown-run.ts";

/** What a queued run waits for, beside a free place. */
export function RunWait({ run }: { run: ShownRun }) {
  const now = useNow(1_000);
  if (run.status !== "queued" || now === 0) return null;
  if (run.held) {
    return (
      <Notice tone="info">
        {run.backfillOf
          ? "Waits for the runs of its backfill before it."
          : "Waits for the run before it: the task lets one run at a time."}
      </Notice>
    );
  }
  if (run.effectiveAt && Date.parse(run.effectiveAt) > now) {
    return (
      <Notice tone="info">
        {run.failures > 0 ? "Is tried again at" : "Starts at"} {formatAbsolute(run.effectiveAt)},{" "}
        <Countdown at={run.effectiveAt} />.
      </Notice>
    );
  }
  return null;
}
