"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Input, Textarea } from "#components/ui/input.tsx";
import { Segments } from "#components/ui/segments.tsx";
import type { SecretInfo, ValueKind } from "#domain/secret.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";

interface SetSecretDialogProps {
  appId: number;
  /** What is replaced; null for a new one. */
  existing: SecretInfo | null;
  onClose: () => void;
}

const KIND_HINTS: Record<ValueKind, string> = {
  secret: "Never shown again, and masked in every log line, result and error of a run that reads it.",
  variable: "Shown here and in logs: for settings that anyone who works on the app may see.",
};

export function SetSecretDialog({ appId, existing, onClose }: SetSecretDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [name, setName] = useState(existing?.name ?? "");
  const [kind, setKind] = useState<ValueKind>(existing?.kind ?? "secret");
  const [value, setValue] = useState(existing?.value ?? "");
  const set = useMutation(
    trpc.secrets.set.mutationOptions({
      onSuccess: async () => {
        toast.success(`The ${kind} ${name} was saved.`);
        onClose();
        await queryClient.invalidateQueries({ queryKey: trpc.secrets.list.queryKey({ appId }) });
      },
    }),
  );
  const said = set.error ? errorInfo(set.error) : null;
  const at = (field: string) => (said?.field === field ? said.message : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    set.mutate({ appId, name, kind, value });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={existing ? `Replace ${existing.name}` : "Add a secret or variable"}
    >
      <form onSubmit={submit} noValidate className="space-y-4">
        {!existing && (
          <>
            <div className="space-y-1.5">
              <div className="flex">
                <Segments
                  label="Kind"
                  value={kind}
                  onChange={setKind}
                  options={[
                    { value: "secret", label: "Secret" },
                    { value: "variable", label: "Variable" },
                  ]}
                />
              </div>
              <p className="text-[0.8125rem] text-faint">{KIND_HINTS[kind]}</p>
            </div>
            <Field label="Name" hint="Letters, numbers and underscores. The case counts." error={at("name")}>
              {(control) => (
                <Input
                  {...control}
                  value={name}
                  autoComplete="off"
                  spellCheck={false}
                  className="font-mono"
                  placeholder={kind === "secret" ? "API_KEY" : "REGION"}
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
          </>
        )}
        <Field
          label={kind === "secret" && existing ? "New value" : "Value"}
          hint={existing && "Runs that begin from now on read the new value."}
          error={at("value")}
        >
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              value={value}
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
              onChange={(event) => setValue(event.target.value)}
            />
          )}
        </Field>
        {said && !["name", "value"].includes(said.field ?? "") && <FieldError>{said.message}</FieldError>}
        <Actions>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" pending={set.isPending}>
            Save
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
