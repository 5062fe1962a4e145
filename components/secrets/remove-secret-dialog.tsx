"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { SecretInfo } from "#domain/secret.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

interface RemoveSecretDialogProps {
  appId: number;
  secret: SecretInfo;
  onClose: () => void;
}

export function RemoveSecretDialog({ appId, secret, onClose }: RemoveSecretDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const remove = useMutation(
    trpc.secrets.remove.mutationOptions({
      onSuccess: async () => {
        toast.success(`The ${secret.kind} ${secret.name} was removed.`);
        onClose();
        await queryClient.invalidateQueries({ queryKey: trpc.secrets.list.queryKey({ appId }) });
      },
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={`Remove the ${secret.kind} ${secret.name}?`}
      confirmLabel={`Remove ${secret.kind}`}
      pending={remove.isPending}
      error={remove.error?.message}
      onConfirm={() => remove.mutate({ appId, name: secret.name, kind: secret.kind })}
    >
      {secret.kind === "secret" ? (
        <p>Runs that read it fail from now on. Its value cannot be brought back.</p>
      ) : (
        <p>Runs that begin from now on read it as undefined.</p>
      )}
    </ConfirmDialog>
  );
}
