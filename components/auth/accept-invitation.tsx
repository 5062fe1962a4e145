"use client";

import { skipToken, useMutation, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Segments } from "#components/ui/segments.tsx";
import { Skeleton } from "#components/ui/states.tsx";
import { PASSWORD_LENGTH_MIN } from "#domain/limits.ts";
import type { InvitationView } from "#domain/member.ts";
import { ROLE_PURPOSES } from "#domain/role.ts";
import { callAuth } from "#lib/auth-client.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";
import { SignOutButton } from "./sign-out-button.tsx";

/** What the link of an invitation leads to: what it is for, and the way in. */
export function AcceptInvitation() {
  const trpc = useTRPC();
  const token = useSearchParams().get("token");
  const { data: view, error } = useQuery({
    ...trpc.members.invitation.queryOptions(token ? { token } : skipToken),
    retry: false,
    refetchOnWindowFocus: false,
  });
  if (!token) return <Notice tone="warn">This link lacks its token. Copy the whole address.</Notice>;
  if (error) return <Notice tone="bad">{errorInfo(error).message}</Notice>;
  if (!view) return <Skeleton className="h-32" />;
  return (
    <div className="space-y-4">
      <p className="text-soft">
        {view.invitedBy} invites <strong className="break-all text-ink">{view.email}</strong> to{" "}
        <strong className="text-ink">{view.organization}</strong>. With the role {view.role}, one{" "}
        {ROLE_PURPOSES[view.role]}.
      </p>
      <Way token={token} view={view} />
    </div>
  );
}

function Way({ token, view }: { token: string; view: InvitationView }) {
  const [way, setWay] = useState<"new" | "known">("new");
  if (view.signedInAs === view.email) return <AcceptButton token={token} />;
  if (view.signedInAs !== null) {
    return (
      <>
        <Notice tone="warn">
          You are signed in as {view.signedInAs}. Sign out, and open the link again as {view.email}.
        </Notice>
        <SignOutButton />
      </>
    );
  }
  return (
    <>
      <Segments
        label="Account"
        value={way}
        onChange={setWay}
        options={[
          { value: "new", label: "I am new here" },
          { value: "known", label: "I have an account" },
        ]}
      />
      {way === "new" ? (
        <NewcomerForm token={token} />
      ) : (
        <Button asChild variant="primary" className="w-full">
          <a
            href={`/sign-in?${new URLSearchParams({ email: view.email, next: `/invite?${new URLSearchParams({ token })}` })}`}
          >
            Sign in and come back
          </a>
        </Button>
      )}
    </>
  );
}

function AcceptButton({ token }: { token: string }) {
  const trpc = useTRPC();
  // A full load, so that the pages are rendered for the organisation that was joined.
  const accept = useMutation(trpc.members.accept.mutationOptions({ onSuccess: () => window.location.assign("/") }));
  return (
    <>
      {accept.error && <FieldError>{accept.error.message}</FieldError>}
      <Button
        variant="primary"
        className="w-full"
        pending={accept.isPending || accept.isSuccess}
        onClick={() => accept.mutate({ token })}
      >
        Accept
      </Button>
    </>
  );
}

function NewcomerForm({ token }: { token: string }) {
  const trpc = useTRPC();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const accept = useMutation(
    trpc.members.accept.mutationOptions({
      onSuccess: async ({ email }) => {
        const { ok } = await callAuth("/sign-in/email", { email, password });
        window.location.assign(ok ? "/" : "/sign-in");
      },
    }),
  );
  const said = accept.error ? errorInfo(accept.error) : null;
  const at = (field: string) => (said?.field === `newcomer.${field}` ? said.message : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    accept.mutate({ token, newcomer: { name, password } });
  };
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <Field label="Your name" error={at("name")}>
        {(control) => (
          <Input {...control} autoComplete="name" value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <Field label="Password" hint={`At least ${PASSWORD_LENGTH_MIN} characters.`} error={at("password")}>
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
      {said && !said.field?.startsWith("newcomer.") && <FieldError>{said.message}</FieldError>}
      <Button type="submit" variant="primary" className="w-full" pending={accept.isPending || accept.isSuccess}>
        Make an account and join
      </Button>
    </form>
  );
}
