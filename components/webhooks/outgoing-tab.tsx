"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, Send } from "lucide-react";
import { useState } from "react";
import { ShownOnceDialog } from "#components/connect/shown-once-dialog.tsx";
import { useAppId } from "#components/shell/app-id.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { EmptyState, ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import type { Endpoint } from "#domain/endpoint-values.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { EndpointDialog } from "./endpoint-dialog.tsx";
import { EndpointList } from "./endpoint-list.tsx";
import { hostOf } from "./host-of.ts";

const FRESH_MS = 10_000;

/** The addresses that are told what happens in the app. */
export function OutgoingTab() {
  const appId = useAppId();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(trpc.endpoints.list.queryOptions({ appId }, { refetchInterval: FRESH_MS }));
  const [editing, setEditing] = useState<Endpoint | "new" | null>(null);
  const [rotating, setRotating] = useState<Endpoint | null>(null);
  const [removing, setRemoving] = useState<Endpoint | null>(null);
  const changed = () => queryClient.invalidateQueries({ queryKey: trpc.endpoints.list.queryKey({ appId }) });
  const rotate = useMutation(trpc.endpoints.rotate.mutationOptions({ onSuccess: () => setRotating(null) }));
  const remove = useMutation(
    trpc.endpoints.remove.mutationOptions({
      onSuccess: async () => {
        toast.success("The endpoint was removed.");
        setRemoving(null);
        await changed();
      },
    }),
  );
  const add = (
    <Button variant="primary" onClick={() => setEditing("new")}>
      <Plus aria-hidden /> New endpoint
    </Button>
  );
  return (
    <div className="space-y-6">
      {!data ? (
        error ? (
          <ErrorState what="list of endpoints" error={error} onRetry={refetch} />
        ) : (
          <ListSkeleton rows={3} label="Loading the endpoints" />
        )
      ) : data.length === 0 ? (
        <EmptyState icon={<Send aria-hidden />} title="Tell another system what happens" action={add}>
          When a run fails or a task changes, we post it to an address of yours, signed so that it can tell it is us,
          and try again for a day when it does not answer.
        </EmptyState>
      ) : (
        <>
          <div className="flex justify-end">{add}</div>
          <EndpointList
            appId={appId}
            endpoints={data}
            onEdit={setEditing}
            onRotate={setRotating}
            onRemove={setRemoving}
          />
        </>
      )}
      {editing && (
        <EndpointDialog
          appId={appId}
          existing={editing === "new" ? null : editing}
          onClose={() => setEditing(null)}
          onSaved={changed}
        />
      )}
      {rotating && (
        <ConfirmDialog
          open
          onOpenChange={() => setRotating(null)}
          title={`Replace the signing secret of ${hostOf(rotating.url)}?`}
          confirmLabel="Replace"
          pending={rotate.isPending}
          error={rotate.error?.message}
          onConfirm={() => rotate.mutate({ appId, id: rotating.id })}
        >
          <p>Deliveries are signed with the new one from now on, those that wait included.</p>
        </ConfirmDialog>
      )}
      {rotate.data && (
        <ShownOnceDialog
          title={`Signing secret of ${hostOf(rotate.data.url)}`}
          warning="Lost, it can only be replaced by a new one."
          secret={rotate.data.secret}
          copyLabel="Copy"
          testId="endpoint-secret"
          onClose={() => rotate.reset()}
        />
      )}
      {removing && (
        <ConfirmDialog
          open
          onOpenChange={() => setRemoving(null)}
          title={`Remove ${hostOf(removing.url)}?`}
          confirmLabel="Remove endpoint"
          pending={remove.isPending}
          error={remove.error?.message}
          onConfirm={() => remove.mutate({ appId, id: removing.id })}
        >
          <p>It is told nothing more, and what waits for it is given up. Its deliveries stay readable.</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
