"use client";

import { useQuery } from "@tanstack/react-query";
import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { type FormEvent, type ReactNode, useEffect } from "react";
import { SAVE } from "#components/command/shortcuts.ts";
import { useKeyBindings } from "#components/command/use-key-bindings.ts";
import { Can } from "#components/shell/can.tsx";
import { TriggerSection } from "#components/triggers/trigger-section.tsx";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Actions } from "#components/ui/dialog.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { UnsavedDialog } from "#components/ui/unsaved-dialog.tsx";
import type { TaskSchedule } from "#domain/task.ts";
import { cx } from "#lib/cx.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";
import { FirePolicies, FireWindow, RunLimits } from "./policy-fields.tsx";
import { callersInWords, firesInWords, limitsInWords, windowInWords } from "./policy-summary.ts";
import { ScheduleSection } from "./schedule-section.tsx";
import { SettingsGroup } from "./settings-group.tsx";
import { isCallable, startsByItself, type TaskDraft, withTriggers } from "./task-draft.ts";

interface TaskFormProps {
  appId: number;
  /** None for a new task. */
  taskId?: number;
  /** As saved, or as a new task begins. */
  initial: TaskDraft;
  /** As typed. */
  draft: TaskDraft;
  onChange: (changes: Partial<TaskDraft>) => void;
  /** As saved; none for a new task. */
  schedules?: readonly TaskSchedule[];
  submitLabel: string;
  pending: boolean;
  /** What the last save answered; what was typed stays. */
  error: unknown;
  /** Shown beside the way to save: somebody else saved meanwhile. */
  conflict?: ReactNode;
  onSubmit: () => void;
  /** Whether what is typed is saved already: leaving needs no question then. */
  saved: boolean;
  extra?: ReactNode;
}

/** The fields of each part of the form, as the server names them. */
const PLACED = /^(name|pageId|triggers(\.\d+\.(type|where))?|schedules\.\d+\.(sentence|frequency|timezone|payload))$/;
const FIRES = /^(misfire|misfireGraceMs|overlap)$/;
const LIMITS = /^(retries|retryDelayMs|retryOn(\.\d+)?|timeoutMs)$/;
const WINDOW = /^(spreadMs|startsAt|endsAt|pausedUntil)$/;

/** At hand however far down the schedule goes; on phones above the bar of pages. */
const SAVE_BAR = "panel sticky bottom-16 z-20 border-accent px-3 py-2 shadow-float lg:bottom-2";

export function TaskForm({
  appId,
  taskId,
  initial,
  draft,
  onChange,
  schedules = [],
  submitLabel,
  pending,
  error,
  conflict,
  onSubmit,
  saved,
  extra,
}: TaskFormProps) {
  const trpc = useTRPC();
  const screens = useQuery(trpc.screens.list.queryOptions({ appId }));
  const dirty = !saved && JSON.stringify(draft) !== JSON.stringify(initial);
  const said = error ? errorInfo(error) : null;
  const at = (field: string) => (said?.field === field ? said.message : undefined);
  const field = said?.field ?? "";
  // Of a single schedule the server may name a field without the list.
  const isOfFirst = draft.schedules.length === 1 && ["frequency", "timezone", "payload"].includes(field);
  const isPlaced = isOfFirst || [PLACED, FIRES, LIMITS, WINDOW].some((part) => part.test(field));
  const screen = screens.data?.find(({ id }) => id === draft.pageId);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  const save = () => {
    if (!pending && dirty) onSubmit();
  };
  useKeyBindings({ [SAVE.binding]: save }, true);
  useEffect(() => {
    // The bar that comes with the first edit must not cover what is being edited.
    if (dirty) document.activeElement?.scrollIntoView({ block: "nearest" });
  }, [dirty]);
  return (
    <form onSubmit={submit} noValidate className="max-w-[68rem] space-y-4">
      <div className="panel grid gap-4 p-5 sm:grid-cols-2">
        <Field
          label="Name"
          hint="Letters, numbers, dashes and underscores. Apps call the task by it."
          error={at("name")}
        >
          {(control) => (
            <Input
              {...control}
              value={draft.name}
              placeholder="send-weekly-report"
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => onChange({ name: event.target.value })}
            />
          )}
        </Field>
        <Field
          label="Screen"
          error={at("pageId")}
          hint={
            screen ? (
              <>
                <Link className="link" href={`/apps/${appId}/screens/${screen.id}`}>
                  Open {screen.name}
                </Link>
                {screen.publishedVersion === null && (
                  <span className="mt-1 flex gap-1.5 text-warn">
                    <TriangleAlert className="mt-0.5 size-3.5 shrink-0" aria-hidden />
                    This screen was never published. Schedules run the published version: publish it first.
                  </span>
                )}
              </>
            ) : screens.data?.length === 0 ? (
              <>
                There is no screen yet.{" "}
                <Link className="link" href={`/apps/${appId}/screens`}>
                  Write one first
                </Link>
              </>
            ) : (
              "The code that the task runs."
            )
          }
        >
          {(control) => (
            <Select
              {...control}
              value={draft.pageId ?? ""}
              onChange={(event) => onChange({ pageId: event.target.value ? Number(event.target.value) : null })}
            >
              <option value="">Choose a screen</option>
              {/* Until the list is there, what is chosen must not look as if it were not. */}
              {draft.pageId !== null && !screens.data && <option value={draft.pageId}>Loading the screens…</option>}
              {screens.data?.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <ScheduleSection
        appId={appId}
        taskId={taskId}
        draft={draft}
        onChange={onChange}
        usualDurationMs={screen?.usualDurationMs ?? null}
        errorAt={at}
      />
      <TriggerSection
        appId={appId}
        taskId={taskId}
        triggers={draft.triggers}
        onChange={(triggers) => onChange(withTriggers(draft, triggers))}
        errorAt={at}
      />
      <div className="panel divide-y divide-line">
        {(startsByItself(draft) || FIRES.test(field)) && (
          <SettingsGroup
            title="Missed and overlapping fires"
            summary={firesInWords(draft)}
            mustShow={FIRES.test(field)}
          >
            <FirePolicies draft={draft} onChange={onChange} errorAt={at} />
          </SettingsGroup>
        )}
        <SettingsGroup title="Retries and limits" summary={limitsInWords(draft)} mustShow={LIMITS.test(field)}>
          <RunLimits draft={draft} onChange={onChange} errorAt={at} />
        </SettingsGroup>
        <SettingsGroup title="Calls from pages" summary={callersInWords(draft)} mustShow={field === "callable"}>
          <Checkbox
            label="Pages may run this task"
            hint="With a publishable token, which everyone who opens the page can read. Leave it off for what not everybody may start."
            checked={isCallable(draft)}
            onChange={(event) => onChange({ callable: event.target.checked })}
          />
        </SettingsGroup>
        {(startsByItself(draft) || WINDOW.test(field)) && (
          <SettingsGroup title="Window, pauses and spread" summary={windowInWords(draft)} mustShow={WINDOW.test(field)}>
            <FireWindow draft={draft} onChange={onChange} errorAt={at} schedules={schedules} />
          </SettingsGroup>
        )}
      </div>
      {said && !isPlaced && <FieldError>{said.message}</FieldError>}
      <div className={cx("space-y-2", dirty && SAVE_BAR)}>
        {conflict}
        <Actions className="pt-0">
          {extra}
          {dirty && <span className="text-[0.8125rem] text-soft max-sm:hidden">Not saved yet</span>}
          <Can
            to="tasks.update"
            otherwise={<span className="text-[0.8125rem] text-soft">To change a task you need the role editor.</span>}
          >
            <Button type="submit" variant="primary" pending={pending}>
              {submitLabel}
            </Button>
          </Can>
        </Actions>
      </div>
      <UnsavedDialog dirty={dirty} what="this task" />
    </form>
  );
}
