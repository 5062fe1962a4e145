"use client";

import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { callAuth } from "#lib/auth-client.ts";
import { AskPasswordDialog } from "./ask-password-dialog.tsx";
import { BackupCodes } from "./backup-codes.tsx";
import { QrCode } from "./qr-code.tsx";

interface Enrolment {
  totpURI: string;
  backupCodes: string[];
}

const PASSWORD_PROBLEMS = {
  400: "That is not your password.",
  429: "The password was wrong too often. Wait a quarter of an hour and try again.",
};

/** Turns the second factor on: password, an authenticator app, its first code, and codes for when the app is lost. */
export function SecondFactorDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const [isOn, setOn] = useState(false);
  const [code, setCode] = useState("");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const begin = async (password: string) => {
    setPending(true);
    const answer = await callAuth<Enrolment>("/two-factor/enable", { password }, PASSWORD_PROBLEMS);
    setPending(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setEnrolment(answer.data);
  };
  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    setPending(true);
    const problems = { 401: "That code is not right. Write the one that the app shows now." };
    const answer = await callAuth("/two-factor/verify-totp", { code: code.replace(/\s/g, "") }, problems);
    setPending(false);
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    setOn(true);
    onDone();
  };

  if (!enrolment) {
    return (
      <AskPasswordDialog
        title="Turn the second factor on"
        confirmLabel="Go on"
        pending={pending}
        error={problem}
        onConfirm={(password) => void begin(password)}
        onClose={onClose}
      >
        <p className="text-soft">
          You need an authenticator app: most keepers of passwords are one. From then on signing in asks for its code,
          too.
        </p>
      </AskPasswordDialog>
    );
  }
  if (isOn) {
    return (
      <Dialog open onOpenChange={(open) => !open && onClose()} title="The second factor is on">
        <BackupCodes codes={enrolment.backupCodes} onDone={onClose} />
      </Dialog>
    );
  }
  const secret = new URL(enrolment.totpURI).searchParams.get("secret") ?? "";
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Scan the code with your app">
      <form onSubmit={confirm} noValidate className="space-y-4">
        <div className="flex justify-center">
          <QrCode text={enrolment.totpURI} label="QR code of the second factor" />
        </div>
        <div className="flex items-center gap-2 rounded-lg border border-line bg-sunken px-3 py-2">
          <code data-testid="totp-secret" className="min-w-0 flex-1 break-all">
            {secret}
          </code>
          <CopyButton text={secret} label="Copy secret" />
        </div>
        <Field label="Code" hint="The six digits that the app shows now." error={problem}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              autoComplete="one-time-code"
              className="font-mono tracking-widest"
              maxLength={10}
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          )}
        </Field>
        <Actions>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" pending={pending} disabled={code.trim() === ""}>
            Turn on
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
