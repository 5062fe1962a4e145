"use client";

import { Ban, ListChecks, RotateCcw, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import type { RunBulkAction, RunFilterInput } from "#domain/run.ts";
import { formatCount } from "#lib/format/number.ts";
import { NOTHING_SELECTED, type RunSelection } from "./run-selection.ts";

// Fetched when it is first asked for.
const BulkDialog = dynamic(() => import("./bulk-dialog.tsx").then((module) => module.BulkDialog), { ssr: false });

interface RunBulkBarProps {
  appId: number;
  filter: RunFilterInput;
  selection: RunSelection;
  onSelect: (selection: RunSelection) => void;
}

/** What can be done with the selected runs, or with all that match the filter. */
export function RunBulkBar({ appId, filter, selection, onSelect }: RunBulkBarProps) {
  // What was counted is what it is done to: a named range must not move on under the question.
  const [asked, setAsked] = useState<{ action: RunBulkAction; filter: RunFilterInput } | null>(null);
  const selectAll = () => onSelect({ ids: new Set(), isAll: true });
  // On a phone runs have no boxes.
  if (selection.ids.size === 0 && !selection.isAll)
    return (
      <Button size="sm" variant="ghost" className="mb-2 lg:hidden" onClick={selectAll}>
        <ListChecks aria-hidden /> Select all that match
      </Button>
    );
  return (
    <>
      <div
        role="toolbar"
        aria-label="Selected runs"
        className="panel sticky top-16 z-20 mb-3 flex flex-wrap items-center gap-1.5 border-accent py-1.5 pr-1.5 pl-4 shadow-float"
      >
        <span className="font-medium tabular-nums" aria-live="polite">
          {selection.isAll ? "All runs that match are selected" : `${formatCount(selection.ids.size, "run")} selected`}
        </span>
        <span className="mr-auto">
          {!selection.isAll && (
            <Button size="sm" variant="ghost" onClick={selectAll}>
              Select all that match
            </Button>
          )}
        </span>
        <Can to="runs.bulk">
          <Button size="sm" onClick={() => setAsked({ action: "replay", filter })}>
            <RotateCcw aria-hidden /> Run again
          </Button>
        </Can>
        <Can to="runs.bulk">
          <Button size="sm" variant="ghost-danger" onClick={() => setAsked({ action: "cancel", filter })}>
            <Ban aria-hidden /> Cancel runs
          </Button>
        </Can>
        <Button size="sm" variant="ghost" aria-label="Select none" onClick={() => onSelect(NOTHING_SELECTED)}>
          <X aria-hidden />
        </Button>
      </div>
      {asked && (
        <BulkDialog
          appId={appId}
          {...asked}
          selection={selection}
          onClose={() => {
            setAsked(null);
            onSelect(NOTHING_SELECTED);
          }}
        />
      )}
    </>
  );
}
