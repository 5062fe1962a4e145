"use client";

import { CirclePause, Play, RotateCw, Trash2, X } from "lucide-react";
import { useState } from "react";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { Task } from "#domain/task.ts";
import { formatCount, formatNumber } from "#lib/format/number.ts";
import { type BulkReport, type BulkVerb, useBulkTasks } from "./use-bulk-tasks.ts";

const DONE: Record<BulkVerb, string> = { pause: "paused", resume: "resumed", run: "started", delete: "deleted" };
const NAMED = 20;

interface BulkBarProps {
  appId: number;
  /** The tasks that are selected. */
  tasks: Task[];
  onClear: () => void;
}

/** What can be done with the selected tasks, and afterwards for which it did not work. */
export function BulkBar({ appId, tasks, onClear }: BulkBarProps) {
  const bulk = useBulkTasks(appId);
  const [deleting, setDeleting] = useState(false);
  if (tasks.length === 0) return bulk.report && <LeftOutNotice report={bulk.report} onForget={bulk.forget} />;

  const remove = async () => {
    await bulk.remove(tasks);
    setDeleting(false);
    onClear();
  };
  const isBusy = bulk.pending !== null;
  return (
    <>
      <div
        role="toolbar"
        aria-label="Selected tasks"
        className="panel sticky top-16 z-20 mb-3 flex flex-wrap items-center gap-1.5 border-accent py-1.5 pr-1.5 pl-4 shadow-float"
      >
        <span className="mr-auto font-medium tabular-nums" aria-live="polite">
          {bulk.pending
            ? `${formatNumber(bulk.pending.done)} of ${formatCount(bulk.pending.of, "task")}…`
            : `${formatCount(tasks.length, "task")} selected`}
        </span>
        <Can to="tasks.update">
          <Button
            size="sm"
            pending={bulk.pending?.verb === "pause"}
            disabled={isBusy}
            onClick={() => bulk.pause(tasks)}
          >
            <CirclePause aria-hidden /> Pause
          </Button>
        </Can>
        <Can to="tasks.update">
          <Button
            size="sm"
            pending={bulk.pending?.verb === "resume"}
            disabled={isBusy}
            onClick={() => bulk.resume(tasks)}
          >
            <RotateCw aria-hidden /> Resume
          </Button>
        </Can>
        <Can to="tasks.run">
          <Button size="sm" pending={bulk.pending?.verb === "run"} disabled={isBusy} onClick={() => bulk.run(tasks)}>
            <Play aria-hidden /> Run
          </Button>
        </Can>
        <Can to="tasks.remove">
          <Button size="sm" variant="ghost-danger" disabled={isBusy} onClick={() => setDeleting(true)}>
            <Trash2 aria-hidden /> Delete
          </Button>
        </Can>
        <Button size="sm" variant="ghost" aria-label="Select none" onClick={onClear}>
          <X aria-hidden />
        </Button>
      </div>
      {bulk.report && <LeftOutNotice report={bulk.report} onForget={bulk.forget} />}
      <ConfirmDialog
        open={deleting}
        onOpenChange={setDeleting}
        title={`Delete ${formatCount(tasks.length, "task")}?`}
        confirmLabel={`Delete ${formatCount(tasks.length, "task")}`}
        pending={bulk.pending?.verb === "delete"}
        onConfirm={remove}
      >
        <ul aria-label="Tasks to delete" className="list-inside list-disc text-ink">
          {tasks.slice(0, NAMED).map(({ id, name }) => (
            <li key={id} className="break-words">
              {name}
            </li>
          ))}
          {tasks.length > NAMED && <li>and {formatCount(tasks.length - NAMED, "more task")}</li>}
        </ul>
        <p>They will not run any more, and runs that still wait are cancelled. Past runs stay readable.</p>
      </ConfirmDialog>
    </>
  );
}

function LeftOutNotice({ report, onForget }: { report: BulkReport; onForget: () => void }) {
  return (
    <Notice tone="bad" className="mb-3">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          {formatCount(report.left.length, "task")} not {DONE[report.verb]}:
          <ul>
            {report.left.map(({ task, reason }) => (
              <li key={task.id}>
                <strong className="font-semibold">{task.name}</strong> {reason}
              </li>
            ))}
          </ul>
        </div>
        <Button size="sm" variant="ghost" aria-label="Hide" onClick={onForget}>
          <X aria-hidden />
        </Button>
      </div>
    </Notice>
  );
}
