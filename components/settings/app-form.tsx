"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Can } from "#components/shell/can.tsx";
import { useCan } from "#components/shell/use-can.ts";
import { Button } from "#components/ui/button.tsx";
import { Actions } from "#components/ui/dialog.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { UnsavedDialog } from "#components/ui/unsaved-dialog.tsx";
import type { AppLimits, AppSummary } from "#domain/app.ts";
import {
  CONCURRENT_RUNS_MAX,
  JSON_BYTES_MIN,
  MESSAGES_PER_DAY_MAX,
  PAYLOAD_BYTES_MAX,
  RESULT_BYTES_MAX,
  RUNS_PER_MINUTE_MAX,
  TASKS_PER_APP_MAX,
  TITLE_LENGTH_MAX,
} from "#domain/limits.ts";
import { formatNumber } from "#lib/format/number.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";

const LIMITS: readonly { name: keyof AppLimits; label: string; hint: string; min: number; max: number }[] = [
  {
    name: "tasks",
    label: "Task limit",
    hint: "How many tasks the app may have at once",
    min: 1,
    max: TASKS_PER_APP_MAX,
  },
  {
    name: "runsPerMinute",
    label: "Runs a minute",
    hint: "How many runs people and apps may ask for; scheduled ones are not counted",
    min: 0,
    max: RUNS_PER_MINUTE_MAX,
  },
  {
    name: "concurrentRuns",
    label: "Runs at once",
    hint: "How many may be under way together; further ones wait for their turn",
    min: 1,
    max: CONCURRENT_RUNS_MAX,
  },
  {
    name: "payloadBytes",
    label: "Payload size",
    hint: "How many bytes of JSON a run may be given",
    min: JSON_BYTES_MIN,
    max: PAYLOAD_BYTES_MAX,
  },
  {
    name: "resultBytes",
    label: "Result size",
    hint: "How many bytes of JSON a handler may give back",
    min: JSON_BYTES_MIN,
    max: RESULT_BYTES_MAX,
  },
  {
    name: "mailsPerDay",
    label: "Mails a day",
    hint: "How many mails its runs may send in any 24 hours",
    min: 0,
    max: MESSAGES_PER_DAY_MAX,
  },
  {
    name: "smsPerDay",
    label: "Text messages a day",
    hint: "How many text messages its runs may send in any 24 hours",
    min: 0,
    max: MESSAGES_PER_DAY_MAX,
  },
  {
    name: "pushesPerDay",
    label: "Push messages a day",
    hint: "How many its runs may send in any 24 hours; each subscription counts",
    min: 0,
    max: MESSAGES_PER_DAY_MAX,
  },
];

type TypedLimits = Record<keyof AppLimits, string>;
const typedLimits = (app: AppSummary) =>
  Object.fromEntries(LIMITS.map(({ name }) => [name, String(app.limits[name])])) as TypedLimits;

/** Name and limits of an app. */
export function AppForm({ app }: { app: AppSummary }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [name, setName] = useState(app.name);
  const [limits, setLimits] = useState(typedLimits(app));
  const update = useMutation(
    trpc.apps.update.mutationOptions({
      onSuccess: async (saved) => {
        toast.success("Saved.");
        setName(saved.name);
        await queryClient.invalidateQueries({ queryKey: trpc.apps.pathKey() });
      },
    }),
  );
  const maySetLimits = useCan("apps.update.limits");
  const mayRename = useCan("apps.update");
  const dirty = name !== app.name || LIMITS.some((limit) => limits[limit.name] !== String(app.limits[limit.name]));
  const said = update.error ? errorInfo(update.error) : null;
  const isName = said?.field === "name";
  const limitAtFault = LIMITS.find(({ name }) => said?.field === `limits.${name}`);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // An empty field is no 0: the server refuses what is no number.
    const numberIn = (text: string) => (text.trim() === "" ? Number.NaN : Number(text));
    const wanted = Object.fromEntries(LIMITS.map((limit) => [limit.name, numberIn(limits[limit.name])]));
    update.mutate({ id: app.id, name, ...(maySetLimits && { limits: wanted }) });
  };
  return (
    <form onSubmit={submit} noValidate className="panel space-y-4 p-5">
      <Field label="Name" error={isName ? said.message : null}>
        {(control) => (
          <Input
            {...control}
            value={name}
            disabled={!mayRename}
            maxLength={TITLE_LENGTH_MAX}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
        {LIMITS.map((limit) => (
          <Field
            key={limit.name}
            label={limit.label}
            hint={`${limit.hint}. Up to ${formatNumber(limit.max)}.`}
            error={limitAtFault === limit ? said?.message : null}
          >
            {(control) => (
              <Input
                {...control}
                type="number"
                inputMode="numeric"
                disabled={!maySetLimits}
                min={limit.min}
                max={limit.max}
                className="max-w-32"
                value={limits[limit.name]}
                onChange={(event) => setLimits({ ...limits, [limit.name]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      {!maySetLimits && <p className="text-[0.8125rem] text-faint">Limits are set by owners of the organisation.</p>}
      {said && !isName && !limitAtFault && <FieldError>{said.message}</FieldError>}
      <Actions className="pt-0">
        <Can to="apps.update">
          <Button type="submit" variant="primary" disabled={!dirty} pending={update.isPending}>
            Save changes
          </Button>
        </Can>
      </Actions>
      <UnsavedDialog dirty={dirty && !update.isPending} what="the settings" />
    </form>
  );
}
