"use client";

import { useQuery } from "@tanstack/react-query";
import { Lock, Plus } from "lucide-react";
import { parseAsBoolean, useQueryState } from "nuqs";
import { useState } from "react";
import { CodeSample } from "#components/connect/code-sample.tsx";
import { useAppId } from "#components/shell/app-id.tsx";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState, ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import type { SecretInfo } from "#domain/secret.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { readingSample } from "./reading-sample.ts";
import { RemoveSecretDialog } from "./remove-secret-dialog.tsx";
import { SecretList } from "./secret-list.tsx";
import { SetSecretDialog } from "./set-secret-dialog.tsx";

/** What the app's screens read and nobody else should: secrets and variables. */
export function SecretsPage() {
  const appId = useAppId();
  const trpc = useTRPC();
  const { data: secrets, error, refetch } = useQuery(trpc.secrets.list.queryOptions({ appId }));
  // In the address, so that the command palette can lead straight to it.
  const [adding, setAdding] = useQueryState("new", parseAsBoolean.withDefault(false));
  const [replacing, setReplacing] = useState<SecretInfo | null>(null);
  const [removing, setRemoving] = useState<SecretInfo | null>(null);
  const add = (
    <Can to="secrets.set">
      <Button variant="primary" onClick={() => void setAdding(true)}>
        <Plus aria-hidden /> Add
      </Button>
    </Can>
  );
  return (
    <>
      <PageHeader title="Secrets" actions={secrets && secrets.length > 0 && add}>
        Keys and settings for this app's screens. Stored encrypted; secrets are masked in logs and results.
      </PageHeader>
      <div className="space-y-6">
        {!secrets ? (
          error ? (
            <ErrorState what="list of secrets" error={error} onRetry={refetch} />
          ) : (
            <ListSkeleton rows={3} label="Loading the secrets" />
          )
        ) : secrets.length === 0 ? (
          <EmptyState icon={<Lock aria-hidden />} title="Keep keys out of your code" action={add}>
            Add an API key as a secret, or a setting as a variable, and read it by its name in a screen.
          </EmptyState>
        ) : (
          <SecretList secrets={secrets} onReplace={setReplacing} onRemove={setRemoving} />
        )}
        {secrets && <CodeSample title="In a screen" code={readingSample(secrets)} />}
      </div>
      {adding && <SetSecretDialog appId={appId} existing={null} onClose={() => void setAdding(null)} />}
      {replacing && <SetSecretDialog appId={appId} existing={replacing} onClose={() => setReplacing(null)} />}
      {removing && <RemoveSecretDialog appId={appId} secret={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}
