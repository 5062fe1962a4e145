"use client";

import { useMutation } from "@tanstack/react-query";
import { ShownOnceDialog } from "#components/connect/shown-once-dialog.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { Member } from "#domain/member.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Makes a link with which a person sets a new password, to hand over. */
export function ResetLinkDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const trpc = useTRPC();
  const create = useMutation(trpc.members.createResetLink.mutationOptions());
  if (create.data) {
    return (
      <ShownOnceDialog
        title={`Reset link for ${member.name}`}
        warning="It works once, for a day, for whoever holds it: hand it over where nobody else reads along."
        secret={create.data.link}
        copyLabel="Copy link"
        testId="reset-link"
        onClose={onClose}
      />
    );
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      tone="primary"
      title={`Make a reset link for ${member.name}?`}
      confirmLabel="Make the link"
      pending={create.isPending}
      error={create.error?.message}
      onConfirm={() => create.mutate({ id: member.id })}
    >
      <p>
        With it they choose a new password, and all their sessions end. Their second factor stays. That you made it
        stands in the audit trail.
      </p>
    </ConfirmDialog>
  );
}
