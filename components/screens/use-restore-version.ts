"use client";

import { useMutation } from "@tanstack/react-query";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import type { useScreenEditing } from "./use-screen-editing.ts";

/** Brings an old version back as the draft. Undo brings back the draft of before, what was not saved of it included. */
export function useRestoreVersion(editing: ReturnType<typeof useScreenEditing>) {
  const trpc = useTRPC();
  const { screen, content, dirty, adopt, change } = editing;
  const ref = { appId: screen.appId, id: screen.id };
  const fail = (error: { message: string }) => toast.error(error.message);
  const bringBack = useMutation(trpc.screens.restore.mutationOptions({ onError: fail }));
  const restore = useMutation(trpc.screens.restore.mutationOptions({ onError: fail }));
  return {
    isPending: restore.isPending,
    restore: (version: number, onDone: () => void) => {
      const undo = () =>
        bringBack.mutate(
          { ...ref, version: screen.draftVersion },
          {
            onSuccess: (back) => {
              adopt(back);
              if (dirty) change(content);
              toast.success(`The draft is as it was before, as version ${back.draftVersion}.`);
            },
          },
        );
      restore.mutate(
        { ...ref, version },
        {
          onSuccess: (restored) => {
            adopt(restored);
            onDone();
            toast.success(`Version ${version} is the draft again, as version ${restored.draftVersion}.`, {
              action: { label: "Undo", onClick: undo },
              duration: 10_000,
            });
          },
        },
      );
    },
  };
}
