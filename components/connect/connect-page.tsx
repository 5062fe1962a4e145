"use client";

import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import Link from "next/link";
import { parseAsBoolean, useQueryState } from "nuqs";
import { useState } from "react";
import { useAppId } from "#components/shell/app-id.tsx";
import { Can } from "#components/shell/can.tsx";
import { Button } from "#components/ui/button.tsx";
import { PageHeader } from "#components/ui/page-header.tsx";
import { EmptyState, ErrorState, ListSkeleton } from "#components/ui/states.tsx";
import type { TokenKind } from "#domain/scope.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useIsClient } from "#lib/use-is-client.ts";
import { CodeSample } from "./code-sample.tsx";
import { CreateTokenDialog } from "./create-token-dialog.tsx";
import { PushSection } from "./push-section.tsx";
import { nodeSample, pageSample } from "./samples.ts";
import { TokenList } from "./token-list.tsx";
import { UserKeySection } from "./user-key-section.tsx";

/** How apps reach the tasks: tokens, and code to copy. */
export function ConnectPage() {
  const appId = useAppId();
  const trpc = useTRPC();
  const isClient = useIsClient();
  // In the address, so that the command palette can lead straight to it.
  const [creating, setCreating] = useQueryState("new", parseAsBoolean.withDefault(false));
  // Kept in memory only, to fill the samples of the person who just made it.
  const [fresh, setFresh] = useState<{ token: string; kind: TokenKind } | null>(null);
  const { data: tokens, error, refetch } = useQuery(trpc.tokens.list.queryOptions({ appId }));
  const tasks = useQuery(trpc.tasks.list.queryOptions({ appId }));

  const origin = isClient ? window.location.origin : "";
  const task = (tasks.data?.find(({ frequency }) => frequency === null) ?? tasks.data?.[0])?.name ?? "my-task";
  const tokenOf = (kind: TokenKind) => (fresh?.kind === kind ? fresh.token : `YOUR_${kind.toUpperCase()}_TOKEN`);
  const create = (
    <Can to="tokens.create">
      <Button variant="primary" onClick={() => void setCreating(true)}>
        <Plus aria-hidden /> New token
      </Button>
    </Can>
  );
  return (
    <>
      <PageHeader title="Connect" actions={tokens && tokens.length > 0 && create}>
        Call this app's tasks from your pages and servers. The{" "}
        <Link href="/docs/api" className="link">
          API reference
        </Link>{" "}
        has every call.
      </PageHeader>
      <div className="space-y-6">
        {!tokens ? (
          error ? (
            <ErrorState what="list of tokens" error={error} onRetry={refetch} />
          ) : (
            <ListSkeleton rows={2} label="Loading the tokens" />
          )
        ) : tokens.length === 0 ? (
          <EmptyState icon={<KeyRound aria-hidden />} title="Create a token" action={create}>
            A token lets a page or a server call this app. Pages take a publishable one with their origin, servers a
            secret one.
          </EmptyState>
        ) : (
          <TokenList appId={appId} tokens={tokens} />
        )}
        {isClient && (
          <div className="grid items-start gap-4 xl:grid-cols-2">
            <CodeSample title="In a page" code={pageSample({ origin, task, token: tokenOf("publishable") })} />
            <CodeSample title="In Node" code={nodeSample({ origin, task, token: tokenOf("secret") })} />
          </div>
        )}
        <UserKeySection appId={appId} task={task} />
        <PushSection origin={origin} />
      </div>
      {creating && (
        <CreateTokenDialog
          appId={appId}
          onClose={() => void setCreating(null)}
          onCreated={(token, kind) => setFresh({ token, kind })}
        />
      )}
    </>
  );
}
