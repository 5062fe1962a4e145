"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { callAuth } from "#lib/auth-client.ts";

const WAYS = {
  app: {
    path: "/two-factor/verify-totp",
    label: "Code",
    hint: "The six digits that your authenticator app shows now.",
    other: "Use a backup code instead",
  },
  backup: {
    path: "/two-factor/verify-backup-code",
    label: "Backup code",
    hint: "One of the codes that you kept. Each works once.",
    other: "Use the authenticator app instead",
  },
} as const;

const PROBLEMS = {
  400: "Too many wrong codes. Go back and sign in again.",
  401: "That code is not right, or the time to enter it is over.",
  429: "Too many wrong codes. Wait a quarter of an hour and try again.",
};

/** The second step of signing in: a code beside the password. */
export function CodeForm({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const [way, setWay] = useState<keyof typeof WAYS>("app");
  const [code, setCode] = useState("");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { path, label, hint, other } = WAYS[way];

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setPending(true);
    setProblem(null);
    const answer = await callAuth(path, { code: code.replace(/\s/g, "") }, PROBLEMS);
    if (answer.ok) return onDone();
    setPending(false);
    setProblem(answer.problem);
  };
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <Field label={label} hint={hint} error={problem}>
        {(control) => (
          <Input
            {...control}
            key={way}
            autoFocus
            autoComplete="one-time-code"
            inputMode={way === "app" ? "numeric" : "text"}
            spellCheck={false}
            className="font-mono tracking-widest"
            maxLength={30}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" className="w-full" pending={pending} disabled={code.trim() === ""}>
        Sign in
      </Button>
      <div className="flex flex-wrap justify-between gap-2">
        <button type="button" className="link" onClick={onBack}>
          Back
        </button>
        <button
          type="button"
          className="link"
          onClick={() => {
            setWay(way === "app" ? "backup" : "app");
            setCode("");
            setProblem(null);
          }}
        >
          {other}
        </button>
      </div>
    </form>
  );
}
