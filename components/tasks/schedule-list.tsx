"use client";

import { Plus, Trash2 } from "lucide-react";
import { ScheduleEditor } from "#components/cron-editor/schedule-editor.tsx";
import { Button } from "#components/ui/button.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { PayloadEditor } from "#components/ui/payload-editor.tsx";
import { SCHEDULES_PER_TASK_MAX } from "#domain/policy.ts";
import { newScheduleDraft, type ScheduleDraft } from "./task-draft.ts";

interface ScheduleListProps {
  schedules: ScheduleDraft[];
  onChange: (schedules: ScheduleDraft[]) => void;
  /** How long runs of the task's screen usually take, ms; null when that is not known. */
  usualDurationMs: number | null;
  /** What was said of a field, by its name: `schedules.1.frequency`. */
  errorAt: (field: string) => string | undefined;
}

/** The schedules of a task, each with its expression, zone, payload and preview. */
export function ScheduleList({ schedules, onChange, usualDurationMs, errorAt }: ScheduleListProps) {
  const isOne = schedules.length === 1;
  const change = (key: number, changes: Partial<ScheduleDraft>) =>
    onChange(schedules.map((schedule) => (schedule.key === key ? { ...schedule, ...changes } : schedule)));
  const add = () => onChange([...schedules, newScheduleDraft(schedules, schedules.at(-1)?.timezone ?? "UTC")]);
  return (
    <div className="space-y-4">
      {schedules.map(({ key, frequency, timezone, unread, payload }, index) => {
        // The server names the first one's fields without the list, too.
        const at = (field: string) => errorAt(`schedules.${index}.${field}`) ?? (isOne ? errorAt(field) : undefined);
        return (
          <fieldset key={key} className={isOne ? "min-w-0" : "min-w-0 rounded-lg border border-line p-4"}>
            {!isOne && (
              <legend className="flex items-center gap-2 px-1.5 font-medium">
                Schedule {index + 1}
                <Button
                  variant="ghost-danger"
                  size="sm"
                  aria-label={`Remove schedule ${index + 1}`}
                  onClick={() => onChange(schedules.filter((schedule) => schedule.key !== key))}
                >
                  <Trash2 aria-hidden /> Remove
                </Button>
              </legend>
            )}
            <ScheduleEditor
              frequency={frequency}
              timezone={timezone}
              unread={unread}
              onChange={(changes) => change(key, changes)}
              usualDurationMs={usualDurationMs}
              errors={{ sentence: at("sentence"), frequency: at("frequency"), timezone: at("timezone") }}
            />
            <Disclosure
              className="mt-3"
              title="Payload of its runs"
              aside={payload.trim() === "" ? "none" : "JSON"}
              startsOpen={payload.trim() !== ""}
              mustShow={at("payload") !== undefined}
            >
              <PayloadEditor
                label="Payload of scheduled runs (JSON)"
                rows={5}
                value={payload}
                error={at("payload")}
                onChange={(text) => change(key, { payload: text })}
              />
            </Disclosure>
          </fieldset>
        );
      })}
      {schedules.length < SCHEDULES_PER_TASK_MAX && (
        <Button size="sm" onClick={add}>
          <Plus aria-hidden /> Add another schedule
        </Button>
      )}
    </div>
  );
}
