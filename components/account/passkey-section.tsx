"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { Passkey } from "#domain/account.ts";
import { canUsePasskeys } from "#lib/passkeys.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useIsClient } from "#lib/use-is-client.ts";
import { AccountSection } from "./account-section.tsx";
import { AddPasskeyDialog } from "./add-passkey-dialog.tsx";
import { RenamePasskeyDialog } from "./rename-passkey-dialog.tsx";

/** Keys of the person's devices that open the account without a password. */
export function PasskeySection({ passkeys }: { passkeys: Passkey[] }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const isClient = useIsClient();
  const [adding, setAdding] = useState(false);
  const [renaming, setRenaming] = useState<Passkey | null>(null);
  const [removing, setRemoving] = useState<Passkey | null>(null);
  const remove = useMutation(
    trpc.account.removePasskey.mutationOptions({
      onSuccess: async () => {
        toast.success("The passkey opens nothing any more.");
        setRemoving(null);
        await queryClient.invalidateQueries({ queryKey: trpc.account.pathKey() });
      },
    }),
  );
  const isPossible = isClient && canUsePasskeys();
  return (
    <>
      <AccountSection
        title="Passkeys"
        about={
          isClient && !isPossible
            ? "This browser keeps no passkeys here: they need https, and an address that is the server's own."
            : "Sign in with a finger, a face or a security key. No password and no code is asked for."
        }
        aside={isPossible && <Button onClick={() => setAdding(true)}>Add a passkey</Button>}
      >
        {passkeys.length > 0 && (
          <ul aria-label="Passkeys" className="divide-y divide-line border-line border-t">
            {passkeys.map((passkey) => (
              <li key={passkey.id} className="flex flex-wrap items-center gap-x-4 gap-y-1.5 py-3">
                <p className="flex min-w-0 flex-1 basis-48 flex-wrap items-center gap-2">
                  <span className="break-words font-medium">{passkey.name}</span>
                  {passkey.isSynced && <Badge title="Its keeper brings it to your other devices">Synced</Badge>}
                </p>
                <p className="text-[0.8125rem] text-faint">
                  {passkey.lastUsedAt ? (
                    <>
                      used <RelativeTime at={passkey.lastUsedAt} />
                    </>
                  ) : (
                    "never used"
                  )}
                </p>
                <div className="flex gap-1">
                  <Button
                    size="sm"
                    variant="ghost"
                    aria-label={`Rename ${passkey.name}`}
                    onClick={() => setRenaming(passkey)}
                  >
                    Rename
                  </Button>
                  <Button
                    size="sm"
                    variant="ghost-danger"
                    aria-label={`Remove ${passkey.name}`}
                    onClick={() => setRemoving(passkey)}
                  >
                    Remove
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        )}
      </AccountSection>
      {adding && <AddPasskeyDialog onClose={() => setAdding(false)} />}
      {renaming && <RenamePasskeyDialog passkey={renaming} onClose={() => setRenaming(null)} />}
      {removing && (
        <ConfirmDialog
          open
          onOpenChange={() => setRemoving(null)}
          title={`Remove ${removing.name}?`}
          confirmLabel="Remove"
          pending={remove.isPending}
          error={remove.error?.message}
          onConfirm={() => remove.mutate({ id: removing.id })}
        >
          <p>Nobody signs in with it any more. Remove it from your device, too: it cannot know.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
