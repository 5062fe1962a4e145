"use client";

import { useUnsavedGuard } from "#lib/use-unsaved-guard.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";

/** Asks before `what` that is not saved yet is left behind. */
export function UnsavedDialog({ dirty, what }: { dirty: boolean; what: string }) {
  const guard = useUnsavedGuard(dirty);
  return (
    <ConfirmDialog
      open={guard.asking}
      onOpenChange={(open) => !open && guard.stay()}
      title="Leave without saving?"
      confirmLabel="Leave"
      cancelLabel="Stay"
      onConfirm={guard.leave}
    >
      <p>Your changes to {what} are not saved and will be lost.</p>
    </ConfirmDialog>
  );
}
