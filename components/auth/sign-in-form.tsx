"use client";

import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { type AuthAnswer, callAuth } from "#lib/auth-client.ts";
import { ownPath } from "#lib/own-path.ts";
import { canUsePasskeys, signInWithPasskey } from "#lib/passkeys.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useIsClient } from "#lib/use-is-client.ts";
import { CodeForm } from "./code-form.tsx";

export function SignInForm() {
  const trpc = useTRPC();
  const isClient = useIsClient();
  const setup = useQuery(trpc.setup.status.queryOptions());
  const next = ownPath(useSearchParams().get("next"));
  const [email, setEmail] = useState(useSearchParams().get("email") ?? "");
  const [password, setPassword] = useState("");
  const [step, setStep] = useState<"password" | "code">("password");
  const [pending, setPending] = useState<"password" | "passkey" | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  // A full load, so that the pages are rendered for the person who is now signed in.
  const enter = () => window.location.assign(next);
  const attempt = async (way: "password" | "passkey", work: () => Promise<AuthAnswer<unknown>>) => {
    setPending(way);
    setProblem(null);
    const answer = await work();
    if (!answer.ok) {
      setPending(null);
      setProblem(answer.problem);
    } else if (asksForCode(answer.data)) {
      setPending(null);
      setStep("code");
    } else enter();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!email.trim() || !password) {
      setProblem("Write your email address and your password.");
      return;
    }
    void attempt("password", () =>
      callAuth(
        "/sign-in/email",
        { email: email.trim(), password },
        { 401: "Email or password is not right.", 429: TOO_MANY },
      ),
    );
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
  if (step === "code") return <CodeForm onDone={enter} onBack={() => setStep("password")} />;
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
      <Button type="submit" variant="primary" className="w-full" pending={pending === "password"}>
        Sign in
      </Button>
      {isClient && canUsePasskeys() && (
        <Button
          className="w-full"
          pending={pending === "passkey"}
          onClick={() => void attempt("passkey", signInWithPasskey)}
        >
          <KeyRound aria-hidden /> Use a passkey
        </Button>
      )}
      <p className="text-center">
        <Link href="/forgot-password" className="link">
          Forgot your password?
        </Link>
      </p>
    </form>
  );
}

const TOO_MANY = "Too many attempts. Wait a quarter of an hour and try again, or use a passkey.";

/** Whether the password was right and is not enough. */
const asksForCode = (data: unknown) =>
  typeof data === "object" && data !== null && "twoFactorRedirect" in data && data.twoFactorRedirect === true;
