"use client";

import { AppLoad } from "#components/cron-editor/app-load.tsx";
import { ScheduleList } from "./schedule-list.tsx";
import { StartChoice } from "./start-choice.tsx";
import type { TaskDraft } from "./task-draft.ts";

interface ScheduleSectionProps {
  appId: number;
  /** None for a new task. */
  taskId: number | undefined;
  draft: TaskDraft;
  onChange: (changes: Partial<TaskDraft>) => void;
  /** How long runs of the task's screen usually take, ms; null when that is not known. */
  usualDurationMs: number | null;
  errorAt: (field: string) => string | undefined;
}

/** How a task starts: on demand, or by schedules, shown with what else the app starts in the coming week. */
export function ScheduleSection({ appId, taskId, draft, onChange, usualDurationMs, errorAt }: ScheduleSectionProps) {
  return (
    // The editor has more to show than the rest of the form: it takes what room there is beside it.
    <div className="panel space-y-4 p-5">
      <StartChoice scheduled={draft.scheduled} onChange={(scheduled) => onChange({ scheduled })} />
      {draft.scheduled && (
        <>
          <ScheduleList
            schedules={draft.schedules}
            onChange={(schedules) => onChange({ schedules })}
            usualDurationMs={usualDurationMs}
            errorAt={errorAt}
          />
          <AppLoad
            appId={appId}
            taskId={taskId ?? null}
            schedules={draft.schedules}
            spreadMs={Number(draft.spreadS) * 1_000 || 0}
            onSpread={(spreadMs) => onChange({ spreadS: String(spreadMs / 1_000) })}
          />
        </>
      )}
    </div>
  );
}
