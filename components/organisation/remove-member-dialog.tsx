"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { Member } from "#domain/member.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Removes a person, or lets who looks leave by themselves. */
export function RemoveMemberDialog({
  member,
  organization,
  onClose,
}: {
  member: Member;
  organization: string;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const remove = useMutation(
    trpc.members.remove.mutationOptions({
      onSuccess: async () => {
        toast.success(`${member.name} was removed.`);
        onClose();
        await queryClient.invalidateQueries({ queryKey: trpc.members.pathKey() });
      },
    }),
  );
  // A full load: there may be another organisation to look at, or none.
  const leave = useMutation(trpc.members.leave.mutationOptions({ onSuccess: () => window.location.assign("/") }));
  if (member.isYou) {
    return (
      <ConfirmDialog
        open
        onOpenChange={onClose}
        title={`Leave ${organization}?`}
        confirmLabel="Leave"
        pending={leave.isPending || leave.isSuccess}
        error={leave.error?.message}
        onConfirm={() => leave.mutate({})}
      >
        <p>You lose sight of its apps at once. Only a new invitation brings you back.</p>
      </ConfirmDialog>
    );
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Remove ${member.name}?`}
      confirmLabel="Remove"
      pending={remove.isPending}
      error={remove.error?.message}
      onConfirm={() => remove.mutate({ id: member.id })}
    >
      <p>
        Their next request finds them outside. What they made stays. Tokens that they created go on working: look
        through the apps' tokens, too.
      </p>
    </ConfirmDialog>
  );
}
