"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { ScreenSummary } from "#domain/screen.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Asks, then makes the saved draft of a screen its published version. */
export function PublishDraftDialog({ screen, onClose }: { screen: ScreenSummary; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const publish = useMutation(
    trpc.screens.publish.mutationOptions({
      onSuccess: ({ publishedVersion }) => {
        toast.success(`Version ${publishedVersion} of ${screen.name} is published.`);
        onClose();
      },
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.screens.pathKey() }),
    }),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Publish version ${screen.draftVersion} of ${screen.name}?`}
      confirmLabel="Publish"
      tone="primary"
      pending={publish.isPending}
      error={publish.error?.message}
      onConfirm={() => publish.mutate({ appId: screen.appId, id: screen.id })}
    >
      <p>
        {screen.publishedVersion === null
          ? "It is its first one."
          : `It takes the place of version ${screen.publishedVersion}.`}{" "}
        Schedules and apps run it from then on.
      </p>
      {screen.publishNeedsCases && <p>Its saved cases run first, and all of them must pass.</p>}
    </ConfirmDialog>
  );
}
