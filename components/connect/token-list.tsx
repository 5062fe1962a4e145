"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Can } from "#components/shell/can.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import type { Token } from "#domain/token.ts";
import { toast } from "#lib/toast.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { useNow } from "#lib/use-now.ts";
import { RotateTokenDialog } from "./rotate-token-dialog.tsx";
import { KIND_HINTS } from "./scopes.ts";
import { TokenTimes } from "./token-times.tsx";

export function TokenList({ appId, tokens }: { appId: number; tokens: Token[] }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [revoking, setRevoking] = useState<Token | null>(null);
  const [rotating, setRotating] = useState<Token | null>(null);
  const now = useNow(5_000);
  const revoke = useMutation(
    trpc.tokens.revoke.mutationOptions({
      onSuccess: async () => {
        toast.success("The token was revoked.");
        setRevoking(null);
        await queryClient.invalidateQueries({ queryKey: trpc.tokens.list.queryKey({ appId }) });
      },
    }),
  );
  return (
    <>
      <ul aria-label="Tokens" className="panel divide-y divide-line">
        {tokens.map((token) => (
          <li key={token.id} className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-3">
            <div className="min-w-0 flex-1 basis-56">
              <p className="flex flex-wrap items-center gap-2">
                <span className="break-words font-medium">{token.name}</span>
                <Badge tone={token.kind === "secret" ? "warn" : "accent"}>{KIND_HINTS[token.kind].label}</Badge>
              </p>
              <p className="break-words text-[0.8125rem] text-faint">
                <code>{token.prefix}…</code> · {token.scopes.join(", ")}
                {token.origins.length > 0 && ` · ${token.origins.join(", ")}`}
              </p>
            </div>
            <TokenTimes token={token} now={now} />
            <Can to="tokens.rotate">
              <Button size="sm" variant="ghost" aria-label={`Rotate ${token.name}`} onClick={() => setRotating(token)}>
                Rotate
              </Button>
            </Can>
            <Can to="tokens.revoke">
              <Button
                size="sm"
                variant="ghost-danger"
                aria-label={`Revoke ${token.name}`}
                onClick={() => setRevoking(token)}
              >
                Revoke
              </Button>
            </Can>
          </li>
        ))}
      </ul>
      {rotating && <RotateTokenDialog appId={appId} token={rotating} onClose={() => setRotating(null)} />}
      {revoking && (
        <ConfirmDialog
          open
          onOpenChange={() => setRevoking(null)}
          title={`Revoke the token ${revoking.name}?`}
          confirmLabel="Revoke token"
          pending={revoke.isPending}
          error={revoke.error?.message}
          onConfirm={() => revoke.mutate({ appId, id: revoking.id })}
        >
          <p>Pages and servers that use it are refused from now on. It cannot be brought back.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
