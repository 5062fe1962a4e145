import { Ban, GitCompareArrows, History, ListChecks, RotateCcw, ScrollText } from "lucide-react";
import { CompareDialog } from "#components/runs/compare-dialog.tsx";
import { ReplayDialog } from "#components/runs/replay-dialog.tsx";
import { isRunLive, RUN_STATUS_LOOKS } from "#components/runs/run-status.ts";
import type { ShownRun } from "#components/runs/shown-run.ts";
import type { PaletteActions, PaletteCommand } from "./command.ts";

/** Opens the run. */
export const toRun = ({ id, appId, taskName, status }: ShownRun, { go }: PaletteActions): PaletteCommand => ({
  id: `run-${id}`,
  label: `Run #${id}`,
  detail: `${taskName}, ${RUN_STATUS_LOOKS[status].label.toLowerCase()}`,
  keywords: [String(id)],
  icon: History,
  act: () => go(`/apps/${appId}/runs/${id}`),
});

/** What can be done with a run. */
export function runCommands(
  run: ShownRun,
  cancel: (run: ShownRun) => void,
  { go, ask, close }: PaletteActions,
): PaletteCommand[] {
  const { id, appId, taskId, taskName } = run;
  const at = (path: string) => () => go(`/apps/${appId}${path}`);
  const keywords = [String(id)];
  return [
    isRunLive(run.status)
      ? {
          id: `cancel-run-${id}`,
          label: `Cancel run #${id}`,
          keywords: [...keywords, "stop", "abort"],
          icon: Ban,
          act: () => close(() => cancel(run)),
        }
      : {
          id: `replay-run-${id}`,
          label: `Run #${id} again…`,
          keywords: [...keywords, "replay", "retry", "payload"],
          icon: RotateCcw,
          act: () => ask((onClose) => <ReplayDialog run={run} open onOpenChange={onClose} />),
        },
    {
      id: `compare-run-${id}`,
      label: `Compare run #${id} with…`,
      keywords: [...keywords, "diff"],
      icon: GitCompareArrows,
      act: () => ask((onClose) => <CompareDialog run={run} onClose={onClose} />),
    },
    {
      id: `log-run-${id}`,
      label: `Log of run #${id}`,
      keywords: [...keywords, "lines"],
      icon: ScrollText,
      act: at(`/logs?run=${id}`),
    },
    {
      id: `task-of-run-${id}`,
      label: `Task of run #${id}`,
      detail: taskName,
      keywords,
      icon: ListChecks,
      act: at(`/tasks/${taskId}`),
    },
  ];
}
