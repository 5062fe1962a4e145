"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { Message } from "#domain/message.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";
import { recipientsText } from "./message-status.ts";

interface ResendDialogProps {
  message: Message;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

/** Asks before a message is handed over again: one that nobody is sure of may arrive twice. */
export function ResendDialog({ message, open, onOpenChange }: ResendDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { appId, id, status, channel } = message;
  const verb = status === "kept" ? "Send" : "Send again";
  const resend = useMutation(
    trpc.messages.resend.mutationOptions({
      onSuccess: (resent) => {
        queryClient.setQueryData(trpc.messages.get.queryKey({ appId, id }), resent);
        onOpenChange(false);
        if (resent.status === "sent") toast.success("Sent.");
        else if (resent.status === "kept") toast.info("No server is set up, so it was kept here again.");
        else toast.error(resent.error ?? "It was not sent.");
      },
      onSettled: () => queryClient.invalidateQueries({ queryKey: ["messages.list pages"] }),
    }),
  );
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={status === "kept" ? "Send this message now?" : "Send this message again?"}
      confirmLabel={verb}
      tone={status === "uncertain" ? "danger" : "primary"}
      pending={resend.isPending}
      error={resend.error ? errorInfo(resend.error).message : undefined}
      onConfirm={() => resend.mutate({ appId, id })}
    >
      <p>
        {channel === "push"
          ? "It goes to the subscriptions that it has not reached, and to no other."
          : `It goes to ${recipientsText(message)}.`}
      </p>
      {status === "uncertain" && (
        <p>
          It may have gone the first time. If it did, people get it twice
          {channel === "email" && ", unless their mail program knows it by its message id, which stays the same"}.
        </p>
      )}
    </ConfirmDialog>
  );
}
