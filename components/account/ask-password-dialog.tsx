"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";

interface AskPasswordDialogProps {
  title: string;
  children?: ReactNode;
  confirmLabel: string;
  tone?: "primary" | "danger";
  pending: boolean;
  error: string | null | undefined;
  onConfirm: (password: string) => void;
  onClose: () => void;
}

/** Asks for the password before something that a thief of the session must not do. */
export function AskPasswordDialog(props: AskPasswordDialogProps) {
  const { title, children, confirmLabel, tone = "primary", pending, error, onConfirm, onClose } = props;
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onConfirm(password);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title}>
      <form onSubmit={submit} noValidate className="space-y-4">
        {children}
        <Field label="Your password" error={error}>
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
        <Actions>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant={tone} pending={pending} disabled={password === ""}>
            {confirmLabel}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
