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
  const bringBack = useMutation(trpc.screens.restore.mutationOptions());
  const restore = useMutation(trpc.screens.restore.mutationOptions());
  return {
    isPending: restore.isPending,
    restore: (version: number, onDone: () => void) => {
      // Promises, since callbacks of `mutate` are not called once the list of versions is left.
      const undo = () =>
        bringBack.mutateAsync({ ...ref, version: screen.draftVersion }).then((back) => {
          adopt(back);
          if (dirty) change(content);
          toast.success(`The draft is as it was before, as version ${back.draftVersion}.`);
        }, fail);
      void restore.mutateAsync({ ...ref, version }).then((restored) => {
        adopt(restored);
        onDone();
        toast.success(`Version ${version} is the draft again, as version ${restored.draftVersion}.`, {
          action: { label: "Undo", onClick: () => void undo() },
          duration: 10_000,
        });
      }, fail);
    },
  };
}
