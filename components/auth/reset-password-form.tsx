"use client";

import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PASSWORD_LENGTH_MIN } from "#domain/limits.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";

/** Sets a new password by the link that leads here. */
export function ResetPasswordForm() {
  const trpc = useTRPC();
  const token = useSearchParams().get("token") ?? "";
  const [password, setPassword] = useState("");
  const reset = useMutation(trpc.account.resetPassword.mutationOptions());
  const said = reset.error ? errorInfo(reset.error) : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    reset.mutate({ token, password });
  };
  if (reset.data) {
    return (
      <>
        <Notice tone="info">The new password is set. All other sessions of {reset.data.email} have ended.</Notice>
        <Button asChild variant="primary" className="mt-4 w-full">
          <Link href={`/sign-in?email=${encodeURIComponent(reset.data.email)}`}>Sign in</Link>
        </Button>
      </>
    );
  }
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <Field
        label="New password"
        hint={`At least ${PASSWORD_LENGTH_MIN} characters.`}
        error={said?.field === "password" ? said.message : null}
      >
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      {said && said.field !== "password" && <FieldError>{said.message}</FieldError>}
      <Button type="submit" variant="primary" className="w-full" pending={reset.isPending}>
        Set the password
      </Button>
      <p className="text-center">
        <Link href="/forgot-password" className="link">
          Ask for a new link
        </Link>
      </p>
    </form>
  );
}
