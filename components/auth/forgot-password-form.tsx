"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Asks for a link to a new password. What it answers is the same for each address. */
export function ForgotPasswordForm() {
  const trpc = useTRPC();
  const ways = useQuery(trpc.account.waysIn.queryOptions());
  const [email, setEmail] = useState("");
  const request = useMutation(trpc.account.requestReset.mutationOptions());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    request.mutate({ email });
  };
  const back = (
    <p className="mt-4 text-center">
      <Link href="/sign-in" className="link">
        Back to sign in
      </Link>
    </p>
  );
  if (ways.isPending) return <Skeleton className="h-24" />;
  if (ways.data && !ways.data.canMail) {
    return (
      <>
        <Notice tone="info">This server sends no mails, so no link can be mailed to you.</Notice>
        <p className="mt-3 text-soft">
          Ask an admin of your organisation for a reset link: they make one on the page Organisation, in the menu beside
          your name.
        </p>
        {back}
      </>
    );
  }
  if (request.isSuccess) {
    return (
      <>
        <Notice tone="info">If there is an account with the address {email}, a link is on its way to it.</Notice>
        <p className="mt-3 text-soft">It works once, for an hour. Look into the spam folder, too.</p>
        {back}
      </>
    );
  }
  return (
    <form onSubmit={submit} noValidate>
      <Field label="Email" error={request.error?.message} hint="A link to a new password goes there.">
        {(control) => (
          <Input
            {...control}
            type="email"
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" className="mt-4 w-full" pending={request.isPending}>
        Send a link
      </Button>
      {back}
    </form>
  );
}
