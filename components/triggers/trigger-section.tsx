"use client";

import { Plus, Zap } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { TRIGGERS_PER_TASK_MAX } from "#domain/event-values.ts";
import { newTriggerDraft, type TriggerDraft } from "./trigger-draft.ts";
import { TriggerFields } from "./trigger-fields.tsx";
import { useEventNames } from "./use-event-names.ts";

interface TriggerSectionProps {
  appId: number;
  /** None for a new task. */
  taskId: number | undefined;
  triggers: TriggerDraft[];
  onChange: (triggers: TriggerDraft[]) => void;
  /** What was said of a field, by its name: `triggers.1.where`. */
  errorAt: (field: string) => string | undefined;
}

/** What else starts the task: something that happens in the app. */
export function TriggerSection({ appId, taskId, triggers, onChange, errorAt }: TriggerSectionProps) {
  const names = useEventNames(appId);
  const change = (changed: TriggerDraft) =>
    onChange(triggers.map((trigger) => (trigger.key === changed.key ? changed : trigger)));
  const error = errorAt("triggers");
  return (
    <section aria-label="When something happens" className="panel space-y-4 p-5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-60">
          <h2 className="flex items-center gap-2 font-medium">
            <Zap className="size-4 shrink-0" aria-hidden /> When something happens
          </h2>
          <p className="text-[0.8125rem] text-soft">
            A run for each event: its handler gets the event as its payload, with the entry or the run in{" "}
            <code>payload.log</code>.
          </p>
        </div>
        {triggers.length < TRIGGERS_PER_TASK_MAX && (
          <Button size="sm" onClick={() => onChange([...triggers, newTriggerDraft(triggers)])}>
            <Plus aria-hidden /> Add event
          </Button>
        )}
      </div>
      {triggers.map((trigger, index) => (
        <TriggerFields
          key={trigger.key}
          place={index + 1}
          trigger={trigger}
          taskId={taskId}
          names={names}
          error={errorAt(`triggers.${index}.where`) ?? errorAt(`triggers.${index}.type`)}
          onChange={change}
          onRemove={() => onChange(triggers.filter(({ key }) => key !== trigger.key))}
        />
      ))}
      {error && <FieldError>{error}</FieldError>}
    </section>
  );
}
