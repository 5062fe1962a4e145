"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, Webhook as WebhookIcon } from "lucide-react";
import { parseAsBoolean, useQueryState } from "nuqs";
import { useState } from "react";
import { CodeSample } from "#components/connect/code-sample.tsx";
import { ShownOnceDialog } from "#components/connect/shown-once-dialog.tsx";
import { useAppId } from "#components/shell/app-id.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { EmptyState, ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import type { Webhook } from "#domain/webhook-values.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useIsClient } from "#lib/use-is-client.ts";
import { CreateWebhookDialog } from "./create-webhook-dialog.tsx";
import { callSample, KIND_TEXTS } from "./webhook-kinds.ts";
import { WebhookList } from "./webhook-list.tsx";

/** The addresses at which other systems ask for runs. */
export function IncomingTab() {
  const appId = useAppId();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const isClient = useIsClient();
  const { data: webhooks, error, refetch } = useQuery(trpc.webhooks.list.queryOptions({ appId }));
  const [adding, setAdding] = useQueryState("new", parseAsBoolean.withDefault(false));
  const [rotating, setRotating] = useState<Webhook | null>(null);
  const [revoking, setRevoking] = useState<Webhook | null>(null);
  const changed = () => queryClient.invalidateQueries({ queryKey: trpc.webhooks.list.queryKey() });
  const rotate = useMutation(trpc.webhooks.rotate.mutationOptions({ onSuccess: () => setRotating(null) }));
  const revoke = useMutation(
    trpc.webhooks.revoke.mutationOptions({
      onSuccess: async () => {
        toast.success("The webhook was revoked.");
        setRevoking(null);
        await changed();
      },
    }),
  );
  const add = (
    <Button variant="primary" onClick={() => void setAdding(true)}>
      <Plus aria-hidden /> New webhook
    </Button>
  );
  const sample = webhooks?.[0];
  return (
    <div className="space-y-6">
      {!webhooks ? (
        error ? (
          <ErrorState what="list of webhooks" error={error} onRetry={refetch} />
        ) : (
          <ListSkeleton rows={3} label="Loading the webhooks" />
        )
      ) : webhooks.length === 0 ? (
        <EmptyState icon={<WebhookIcon aria-hidden />} title="Let another system start a task" action={add}>
          A shop, a form or a repository calls an address of yours, signed with a secret that you give it. Each call is
          one run, and its JSON is the payload.
        </EmptyState>
      ) : (
        <>
          <div className="flex justify-end">{add}</div>
          <WebhookList appId={appId} webhooks={webhooks} onRotate={setRotating} onRevoke={setRevoking} />
        </>
      )}
      {sample && isClient && (
        <CodeSample
          title={`Call ${sample.name} from a shell`}
          code={callSample(`${window.location.origin}${sample.path}`, sample.kind)}
        />
      )}
      {adding && <CreateWebhookDialog appId={appId} onClose={() => void setAdding(null)} onCreated={changed} />}
      {rotating && (
        <ConfirmDialog
          open
          onOpenChange={() => setRotating(null)}
          title={`Replace the ${KIND_TEXTS[rotating.kind].secretName.toLowerCase()} of ${rotating.name}?`}
          confirmLabel="Replace"
          pending={rotate.isPending}
          error={rotate.error?.message}
          onConfirm={() => rotate.mutate({ appId, id: rotating.id })}
        >
          <p>Calls with the one of now are refused from then on, until its sender has the new one.</p>
        </ConfirmDialog>
      )}
      {rotate.data && (
        <ShownOnceDialog
          title={`${KIND_TEXTS[rotate.data.kind].secretName} of ${rotate.data.name}`}
          warning="Lost, it can only be replaced by a new one."
          secret={rotate.data.secret}
          copyLabel="Copy"
          testId="webhook-secret"
          onClose={() => rotate.reset()}
        />
      )}
      {revoking && (
        <ConfirmDialog
          open
          onOpenChange={() => setRevoking(null)}
          title={`Revoke the webhook ${revoking.name}?`}
          confirmLabel="Revoke webhook"
          pending={revoke.isPending}
          error={revoke.error?.message}
          onConfirm={() => revoke.mutate({ appId, id: revoking.id })}
        >
          <p>Its address answers as one that never was. It cannot be brought back.</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
