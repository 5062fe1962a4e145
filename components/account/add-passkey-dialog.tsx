"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { browserName } from "#components/notifications/browser-name.ts";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { makePasskey } from "#lib/passkeys.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC, useTRPCClient } from "#lib/trpc/client.tsx";
import { AskPasswordDialog } from "./ask-password-dialog.tsx";

/** Makes a key on this device, or on one beside it. */
export function AddPasskeyDialog({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [name, setName] = useState(() => browserName(navigator.userAgent));
  const add = useMutation({
    mutationFn: async (password: string) => {
      const options = await client.account.beginPasskey.mutate({ password });
      const response = await makePasskey(options);
      return client.account.finishPasskey.mutate({ name, response });
    },
    onSuccess: async () => {
      toast.success("From now on you can sign in with this passkey.");
      onClose();
      await queryClient.invalidateQueries({ queryKey: trpc.account.pathKey() });
    },
  });
  return (
    <AskPasswordDialog
      title="Add a passkey"
      confirmLabel="Go on"
      pending={add.isPending}
      error={add.error?.message}
      onConfirm={(password) => add.mutate(password)}
      onClose={onClose}
    >
      <Field label="Name" hint="To tell it from others: where it is kept.">
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
    </AskPasswordDialog>
  );
}
