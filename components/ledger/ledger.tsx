"use client";

import { keepPreviousData, skipToken, useQuery } from "@tanstack/react-query";
import { CalendarOff, Download, History } from "lucide-react";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useEffect, useMemo, useState } from "react";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Segments } from "#components/ui/segments.tsx";
import { EmptyState, ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import type { Task } from "#domain/task.ts";
import { downloadText } from "#lib/download-text.ts";
import { viewerTimezone } from "#lib/format/datetime.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";
import { useNow } from "#lib/use-now.ts";
import { AuditSummary } from "./audit-summary.tsx";
import { BackfillDialog } from "./backfill-dialog.tsx";
import { DayStrip, HourFires } from "./day-strip.tsx";
import { fireCells } from "./fire-cell.ts";
import { ledgerCsv } from "./ledger-csv.ts";

const RANGES = ["24h", "7d", "30d"] as const;
const RANGE_MS = { "24h": 86_400_000, "7d": 7 * 86_400_000, "30d": 30 * 86_400_000 };
const RANGE_LABELS = { "24h": "24 hours", "7d": "7 days", "30d": "30 days" };
const RENEW_MS = 60_000;

/** More fires than this are shown by the hour. */
const CELLS_MAX = 1_500;

/** What a task's schedules promised against what is recorded, fire by fire. */
export function Ledger({ task }: { task: Task }) {
  const trpc = useTRPC();
  const [chosen, setRange] = useQueryState("range", parseAsStringLiteral(RANGES));
  const range = chosen ?? "7d";
  const [backfilling, setBackfilling] = useState(false);
  const now = useNow(RENEW_MS);
  const to = new Date(now).toISOString();
  const from = new Date(now - RANGE_MS[range]).toISOString();
  const {
    data: audit,
    error,
    refetch,
    isPlaceholderData,
  } = useQuery(
    trpc.schedules.audit.queryOptions(now === 0 ? skipToken : { appId: task.appId, taskId: task.id, from, to }, {
      placeholderData: keepPreviousData,
      staleTime: RENEW_MS,
    }),
  );
  const exportCsv = () => audit && downloadText(ledgerCsv(audit), `ledger-${task.name}-${range}.csv`, "text/csv");
  const said = error ? errorInfo(error) : null;
  const isTooMuch = said?.field === "from";
  useEffect(() => {
    // A week of a schedule that fires every minute is more than one audit compares.
    if (isTooMuch && chosen === null) void setRange("24h");
  }, [isTooMuch, chosen, setRange]);

  return (
    <section aria-label="Ledger" className="space-y-4" aria-busy={isPlaceholderData}>
      <div className="flex flex-wrap items-center gap-2">
        <Segments
          label="Time"
          value={range}
          onChange={setRange}
          options={RANGES.map((value) => ({ value, label: RANGE_LABELS[value] }))}
        />
        <div className="ml-auto flex flex-wrap gap-2">
          <Button size="sm" disabled={!audit || audit.rows.length === 0} onClick={exportCsv}>
            <Download aria-hidden /> CSV
          </Button>
          <Can to="schedules.backfill">
            <Button size="sm" disabled={task.schedules.length === 0} onClick={() => setBackfilling(true)}>
              <History aria-hidden /> Backfill
            </Button>
          </Can>
        </div>
      </div>
      {said && isTooMuch ? (
        <Notice tone="warn">{said.message}</Notice>
      ) : !audit ? (
        error ? (
          <ErrorState what="ledger" error={error} onRetry={refetch} />
        ) : (
          <ListSkeleton label="Loading the ledger" />
        )
      ) : (
        <LedgerFires task={task} audit={audit} />
      )}
      {backfilling && <BackfillDialog task={task} onClose={() => setBackfilling(false)} />}
    </section>
  );
}

function LedgerFires({ task, audit }: { task: Task; audit: Parameters<typeof fireCells>[0] }) {
  const cells = useMemo(() => fireCells(audit), [audit]);
  const [openHour, setOpenHour] = useState<number | null>(null);
  const [looked, setLooked] = useState<string | null>(null);
  const isCondensed = cells.length > CELLS_MAX;
  if (cells.length === 0)
    return (
      <EmptyState icon={<CalendarOff aria-hidden />} title="No fire in this time">
        {task.schedules.length === 0
          ? "This task runs on demand only. Give it a schedule in its settings, and each fire shows here."
          : "Nothing was due and nothing is recorded. Choose a longer time, or wait for the next fire."}
      </EmptyState>
    );
  return (
    <>
      <AuditSummary audit={audit} cells={cells} />
      <div className="panel space-y-3 px-4 py-4">
        <h2 className="flex flex-wrap items-baseline justify-between gap-x-4 font-semibold text-base">
          {isCondensed ? "Fires, one cell an hour" : "Fires, one cell each"}
          <span className="font-normal text-[0.8125rem] text-faint">Your time, {viewerTimezone()}</span>
        </h2>
        <p className="min-h-10 text-[0.8125rem] text-soft sm:min-h-5">
          {looked ??
            (isCondensed
              ? "Point at an hour for its outcomes; press it for its fires. Arrow keys move."
              : "Point at a fire for its delay and reason; press it for its run. Arrow keys move.")}
        </p>
        <DayStrip
          appId={task.appId}
          cells={cells}
          isCondensed={isCondensed}
          openHour={openHour}
          onOpenHour={setOpenHour}
          onLook={setLooked}
        />
        {isCondensed && openHour !== null && <HourFires appId={task.appId} hour={openHour} cells={cells} />}
      </div>
    </>
  );
}
