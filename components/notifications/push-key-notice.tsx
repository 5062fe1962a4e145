"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { errorInfo } from "#lib/trpc/error-info.ts";

/** Says that the app's push key cannot be read, with the way out; nothing while all is well. */
export function PushKeyNotice({ appId }: { appId: number }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const { error } = useQuery(trpc.push.publicKey.queryOptions({ appId }, { retry: false }));
  const replace = useMutation(
    trpc.push.replaceKey.mutationOptions({
      onSuccess: () => {
        toast.success("The app has a new push key.");
        setAsking(false);
      },
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.push.publicKey.queryKey({ appId }) }),
    }),
  );
  if (!error) return null;
  const { message, status } = errorInfo(error);
  return (
    <>
      <Notice tone="bad">
        <p>{message}</p>
        {status === "UNAVAILABLE" && (
          <Button size="sm" className="mt-2" onClick={() => setAsking(true)}>
            Make a new push key
          </Button>
        )}
      </Notice>
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title="Make a new push key?"
        confirmLabel="Make a new key"
        pending={replace.isPending}
        error={replace.error?.message}
        onConfirm={() => replace.mutate({ appId })}
      >
        <p>
          Browsers subscribed for the old key, so nothing reaches them until their users visit a page that subscribes
          them again.
        </p>
      </ConfirmDialog>
    </>
  );
}
