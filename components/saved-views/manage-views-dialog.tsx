"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useAppId } from "#components/shell/app-id.tsx";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { FieldError } from "#components/ui/field.tsx";
import type { SavedView, SavedViewPage } from "#domain/saved-view.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

interface ManageViewsDialogProps {
  page: SavedViewPage;
  views: readonly SavedView[];
  onClose: () => void;
}

/** Removes saved views; each can be put back for a while. */
export function ManageViewsDialog({ page, views, onClose }: ManageViewsDialogProps) {
  const appId = useAppId();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const onSettled = () => queryClient.invalidateQueries({ queryKey: trpc.savedViews.list.queryKey() });
  const restore = useMutation(trpc.savedViews.save.mutationOptions({ onSettled }));
  const remove = useMutation(trpc.savedViews.remove.mutationOptions({ onSettled }));
  const removeView = ({ id, name, query }: SavedView) =>
    remove.mutate(
      { appId, id },
      {
        onSuccess: () =>
          toast.success(`Removed "${name}".`, {
            action: { label: "Undo", onClick: () => restore.mutate({ appId, page, name, query }) },
          }),
      },
    );
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Remove views"
      description="A view that is removed is gone for everybody."
    >
      {views.length === 0 ? (
        <p className="text-soft">No view is left.</p>
      ) : (
        <ul aria-label="Saved views" className="divide-y divide-line">
          {views.map((view) => (
            <li key={view.id} className="flex items-center gap-3 py-1.5">
              <span className="min-w-0 flex-1 break-words">
                {view.name}
                {view.createdBy && <span className="block text-[0.8125rem] text-faint">by {view.createdBy}</span>}
              </span>
              <Button
                size="sm"
                variant="ghost-danger"
                aria-label={`Remove ${view.name}`}
                pending={remove.isPending && remove.variables?.id === view.id}
                onClick={() => removeView(view)}
              >
                <Trash2 aria-hidden /> Remove
              </Button>
            </li>
          ))}
        </ul>
      )}
      {remove.error && <FieldError>{remove.error.message}</FieldError>}
    </Dialog>
  );
}
