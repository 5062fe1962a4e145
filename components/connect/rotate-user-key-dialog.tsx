"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Actions, Dialog } from "#components/ui/dialog.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { USER_TOKEN_HOURS_MAX } from "#domain/limits.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { ShownOnceDialog } from "./shown-once-dialog.tsx";

interface RotateUserKeyDialogProps {
  appId: number;
  /** Whether there is none yet that it replaces. */
  isFirst: boolean;
  onClose: () => void;
}

/** Makes a key and shows it, this once. */
export function RotateUserKeyDialog({ appId, isFirst, onClose }: RotateUserKeyDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [hasLeaked, setHasLeaked] = useState(false);
  const rotate = useMutation(
    trpc.userKey.rotate.mutationOptions({
      onSuccess: () => void queryClient.invalidateQueries({ queryKey: trpc.userKey.get.queryKey({ appId }) }),
    }),
  );
  if (rotate.data) {
    return (
      <ShownOnceDialog
        title="Key for user tokens"
        warning="Whoever has it can sign in your users' names."
        secret={rotate.data.key}
        copyLabel="Copy key"
        testId="new-user-key"
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={isFirst ? "Make a key for user tokens" : "Replace the key for user tokens"}
      description={
        isFirst
          ? "Your server signs with it who is signed in. It is shown once."
          : `User tokens of the key in use stay good for ${USER_TOKEN_HOURS_MAX} hours, which is as long as one can live: time to give your server the new key.`
      }
    >
      {!isFirst && (
        <Checkbox
          label="The key leaked"
          hint="Its tokens are refused at once, those of your own users included."
          checked={hasLeaked}
          onChange={(event) => setHasLeaked(event.target.checked)}
        />
      )}
      {rotate.error && <FieldError>{rotate.error.message}</FieldError>}
      <Actions>
        <Button variant="ghost" onClick={onClose}>
          Cancel
        </Button>
        <Button
          variant="primary"
          pending={rotate.isPending}
          onClick={() => rotate.mutate({ appId, keepPrevious: !hasLeaked })}
        >
          {isFirst ? "Make the key" : "Replace the key"}
        </Button>
      </Actions>
    </Dialog>
  );
}
