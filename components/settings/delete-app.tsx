"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import type { AppSummary } from "#domain/app.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Deletes an app, once its name was typed. */
export function DeleteApp({ app }: { app: AppSummary }) {
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const remove = useMutation(
    // A full load, so that nothing of the app stays in memory.
    trpc.apps.remove.mutationOptions({ onSuccess: () => window.location.assign("/") }),
  );
  return (
    <section
      aria-labelledby="delete-app"
      className="panel flex flex-wrap items-center justify-between gap-3 border-bad/50 p-5"
    >
      <div className="min-w-0">
        <h2 id="delete-app" className="font-semibold">
          Delete this app
        </h2>
        <p className="text-soft">Its tasks stop. Screens, runs, logs and tokens go with it, for good.</p>
      </div>
      <Button variant="danger" onClick={() => setOpen(true)}>
        Delete app
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={(next) => {
          setOpen(next);
          setTyped("");
        }}
        title={`Delete ${app.name}?`}
        confirmLabel="Delete app"
        disabled={typed !== app.name}
        pending={remove.isPending || remove.isSuccess}
        error={remove.error?.message}
        onConfirm={() => remove.mutate({ id: app.id })}
      >
        <p>This deletes all its screens, tasks, runs, logs and tokens. It cannot be undone.</p>
        <Field label={`Type ${app.name} to confirm`}>
          {(control) => (
            <Input {...control} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
          )}
        </Field>
      </ConfirmDialog>
    </section>
  );
}
