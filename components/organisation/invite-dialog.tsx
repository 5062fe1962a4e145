"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { Field, FieldError } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import type { MailOutcome } from "#domain/member.ts";
import type { Role } from "#domain/role.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";
import { type RoleChoice, RoleFields } from "./role-fields.tsx";

const MAIL_WORDS: Record<MailOutcome, string> = {
  sent: "The invitation was mailed. You can also hand its link over yourself:",
  failed: "The mail could not be sent. Hand the link over yourself:",
  none: "This server sends no mails. Hand the link over yourself:",
};

/** Asks somebody to join. The link is shown afterwards, once. */
export function InviteDialog({ actor, onClose }: { actor: Role; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [email, setEmail] = useState("");
  const [choice, setChoice] = useState<RoleChoice>({ role: "editor", appIds: null });
  const invite = useMutation(
    trpc.members.invite.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.members.invitations.queryKey() }),
    }),
  );
  const said = invite.error ? errorInfo(invite.error) : null;
  const at = (field: string) => (said?.field?.split(".")[0] === field ? said.message : null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate({ email, ...choice });
  };
  if (invite.data) {
    const { invitation, link, mail } = invite.data;
    return (
      <Dialog open onOpenChange={(open) => !open && onClose()} title={`${invitation.email} is invited`}>
        <p className="text-soft">{MAIL_WORDS[mail]}</p>
        <div className="mt-3 flex items-center gap-2 rounded-lg border border-line bg-sunken px-3 py-2">
          <code data-testid="invitation-link" className="min-w-0 flex-1 break-all">
            {link}
          </code>
          <CopyButton text={link} label="Copy link" />
        </div>
        <Notice tone="warn" className="mt-3">
          It is not shown again. It works once, for seven days, for whoever holds it.
        </Notice>
        <Actions>
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </Actions>
      </Dialog>
    );
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title="Invite somebody">
      <form onSubmit={submit} noValidate className="space-y-4">
        <Field label="Email" error={at("email")}>
          {(control) => (
            <Input
              {...control}
              type="email"
              autoComplete="off"
              value={email}
              placeholder="ann@example.org"
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <RoleFields
          value={choice}
          onChange={setChoice}
          actor={actor}
          roleError={at("role")}
          appsError={at("appIds") ?? at("appId")}
        />
        {said && !["email", "role", "appIds", "appId"].includes(said.field?.split(".")[0] ?? "") && (
          <FieldError>{said.message}</FieldError>
        )}
        <Actions>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" pending={invite.isPending}>
            Invite
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
