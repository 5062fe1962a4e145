"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { authClient } from "#lib/auth-client.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Only a path of this site: an address of elsewhere would make this form lead people away. */
const ownPath = (path: string | null) => (path && /^\/(?![/\\])/.test(path) ? path : "/");

export function SignInForm() {
  const trpc = useTRPC();
  const setup = useQuery(trpc.setup.status.queryOptions());
  const next = ownPath(useSearchParams().get("next"));
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!email.trim() || !password) {
      setProblem("Write your email address and your password.");
      return;
    }
    setPending(true);
    setProblem(null);
    const { error } = await authClient.signIn
      .email({ email: email.trim(), password })
      .catch(() => ({ error: { status: 0, message: undefined } }));
    if (!error) {
      // A full load, so that the pages are rendered for the person who is now signed in.
      window.location.assign(next);
      return;
    }
    setPending(false);
    setProblem(problemOf(error));
  };

  if (setup.data?.needed) {
    return (
      <div className="space-y-3">
        <Notice tone="info">Nobody has an account yet.</Notice>
        <p className="text-soft">
          The first owner is made through a setup link, which the server prints when it starts. Look in its console for
          a line with <code>/setup?token=</code> and open that address.
        </p>
      </div>
    );
  }
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <Field label="Email">
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
      <Field label="Password">
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      {problem && <FieldError>{problem}</FieldError>}
      <Button type="submit" variant="primary" className="w-full" pending={pending}>
        Sign in
      </Button>
    </form>
  );
}

function problemOf({ status, message }: { status: number; message?: string | undefined }) {
  if (status === 401) return "Email or password is not right.";
  if (status === 429) return "Too many attempts. Wait a minute and try again.";
  return message ?? "The server did not answer. Check that it runs and try again.";
}
