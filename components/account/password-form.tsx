"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Actions } from "#components/ui/dialog.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { PASSWORD_LENGTH_MIN } from "#domain/limits.ts";
import { formatCount } from "#lib/format/number.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";
import { AccountSection } from "./account-section.tsx";

const EMPTY = { current: "", next: "" };

/** Puts a new password in the place of the old one. */
export function PasswordForm({ email }: { email: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [values, setValues] = useState(EMPTY);
  const change = useMutation(
    trpc.account.changePassword.mutationOptions({
      onSuccess: async ({ endedSessions }) => {
        setValues(EMPTY);
        toast.success(
          endedSessions === 0
            ? "The password was changed."
            : `The password was changed, and ${formatCount(endedSessions, "other session")} ended.`,
        );
        await queryClient.invalidateQueries({ queryKey: trpc.account.pathKey() });
      },
    }),
  );
  const said = change.error ? errorInfo(change.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(values);
  };
  const input = (name: keyof typeof EMPTY, label: string, autoComplete: string, hint?: string) => (
    <Field label={label} hint={hint} error={said?.field === name ? said.message : null}>
      {(control) => (
        <Input
          {...control}
          type="password"
          autoComplete={autoComplete}
          value={values[name]}
          onChange={(event) => setValues({ ...values, [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <AccountSection title="Password" about="A new one ends all your other sessions.">
      <form onSubmit={submit} noValidate>
        {/* Tells keepers of passwords whose this is. */}
        <input type="text" hidden readOnly autoComplete="username" value={email} />
        <div className="grid gap-4 sm:grid-cols-2">
          {input("current", "Current password", "current-password")}
          {input("next", "New password", "new-password", `At least ${PASSWORD_LENGTH_MIN} characters.`)}
        </div>
        {said && !["current", "next"].includes(said.field ?? "") && (
          <div className="mt-3">
            <FieldError>{said.message}</FieldError>
          </div>
        )}
        <Actions>
          <Button type="submit" disabled={!values.current || !values.next} pending={change.isPending}>
            Change password
          </Button>
        </Actions>
      </form>
    </AccountSection>
  );
}
