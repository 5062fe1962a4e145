"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { Button } from "#components/ui/button.tsx";
import { Actions } from "#components/ui/dialog.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { UnsavedDialog } from "#components/ui/unsaved-dialog.tsx";
import type { AppSummary } from "#domain/app.ts";
import { TASKS_PER_APP_MAX, TITLE_LENGTH_MAX } from "#domain/limits.ts";
import { formatNumber } from "#lib/format/number.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";

/** Name and limits of an app. */
export function AppForm({ app }: { app: AppSummary }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [name, setName] = useState(app.name);
  const [tasks, setTasks] = useState(String(app.limits.tasks));
  const update = useMutation(
    trpc.apps.update.mutationOptions({
      onSuccess: async (saved) => {
        toast.success("Saved.");
        setName(saved.name);
        await queryClient.invalidateQueries({ queryKey: trpc.apps.pathKey() });
      },
    }),
  );
  const dirty = name !== app.name || tasks !== String(app.limits.tasks);
  const said = update.error ? errorInfo(update.error) : null;
  const isName = said?.field === "name";
  const isLimit = said?.field === "limits.tasks" || said?.field === "limits";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate({ id: app.id, name, limits: { tasks: Number(tasks) } });
  };
  return (
    <form onSubmit={submit} noValidate className="panel space-y-4 p-5">
      <Field label="Name" error={isName ? said.message : null}>
        {(control) => (
          <Input
            {...control}
            value={name}
            maxLength={TITLE_LENGTH_MAX}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field
        label="Task limit"
        hint={`How many tasks the app may have at once, up to ${formatNumber(TASKS_PER_APP_MAX)}.`}
        error={isLimit ? said.message : null}
      >
        {(control) => (
          <Input
            {...control}
            type="number"
            inputMode="numeric"
            min={1}
            max={TASKS_PER_APP_MAX}
            className="max-w-32"
            value={tasks}
            onChange={(event) => setTasks(event.target.value)}
          />
        )}
      </Field>
      {said && !isName && !isLimit && <FieldError>{said.message}</FieldError>}
      <Actions className="pt-0">
        <Button type="submit" variant="primary" disabled={!dirty} pending={update.isPending}>
          Save changes
        </Button>
      </Actions>
      <UnsavedDialog dirty={dirty && !update.isPending} what="the settings" />
    </form>
  );
}
