"use client";

import { ScheduleWords } from "#components/cron-editor/schedule-words.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import type { ScreenTemplate } from "#domain/template.ts";
import { viewerTimezone } from "#lib/format/datetime.ts";

interface TemplateFactsProps {
  template: ScreenTemplate;
  withTask: boolean;
  onWithTask: (withTask: boolean) => void;
}

/** What comes with a template, before it is made: its task, its data, and what it still needs. */
export function TemplateFacts({ template, withTask, onWithTask }: TemplateFactsProps) {
  const { task, dataSources, needs } = template;
  return (
    <div className="space-y-2 rounded-lg bg-sunken px-3.5 py-3">
      <Checkbox
        label={
          <>
            With its task <code>{task.name}</code>:{" "}
            {task.frequency === null ? (
              "runs on demand"
            ) : (
              <ScheduleWords frequency={task.frequency} timezone={viewerTimezone()} />
            )}
          </>
        }
        hint={
          task.frequency === null
            ? undefined
            : "It is switched off until you have published the screen and switch it on."
        }
        checked={withTask}
        onChange={(event) => onWithTask(event.target.checked)}
      />
      <ul className="list-disc space-y-1 pl-5 text-soft">
        <li>
          Uses {dataSources.map((name) => `“${name}”`).join(" and ")}; what your app lacks of it is made, with rows to
          try.
        </li>
        {needs.map((need) => (
          <li key={need}>{need}</li>
        ))}
      </ul>
    </div>
  );
}
