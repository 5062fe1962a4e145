"use client";

import Link from "next/link";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { Webhook } from "#domain/webhook-values.ts";
import { useIsClient } from "#lib/use-is-client.ts";
import { KIND_TEXTS } from "./webhook-kinds.ts";

interface WebhookListProps {
  appId: number;
  webhooks: readonly Webhook[];
  onRotate: (webhook: Webhook) => void;
  onRevoke: (webhook: Webhook) => void;
}

export function WebhookList({ appId, webhooks, onRotate, onRevoke }: WebhookListProps) {
  const isClient = useIsClient();
  return (
    <ul aria-label="Webhooks" className="panel divide-y divide-line">
      {webhooks.map((webhook) => (
        <li key={webhook.id} className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-3">
          <div className="min-w-0 flex-1 basis-72">
            <p className="flex flex-wrap items-center gap-2">
              <span className="break-words font-medium">{webhook.name}</span>
              <Badge tone={webhook.kind === "hmac" ? "accent" : "warn"}>{KIND_TEXTS[webhook.kind].label}</Badge>
              <span className="text-[0.8125rem] text-soft">
                runs{" "}
                <Link className="link" href={`/apps/${appId}/tasks/${webhook.taskId}`}>
                  {webhook.taskName}
                </Link>
              </span>
            </p>
            <p className="flex items-center gap-1 text-[0.8125rem] text-faint">
              <code className="min-w-0 break-all">{webhook.path}</code>
              {isClient && (
                <CopyButton
                  text={`${window.location.origin}${webhook.path}`}
                  spokenLabel={`Copy the address of ${webhook.name}`}
                />
              )}
            </p>
          </div>
          <p className="text-[0.8125rem] text-faint">
            made <RelativeTime at={webhook.createdAt} />
            {webhook.createdBy && ` by ${webhook.createdBy}`}
            <span className="block">
              {webhook.lastUsedAt ? (
                <>
                  last call <RelativeTime at={webhook.lastUsedAt} />
                </>
              ) : (
                "never called"
              )}
            </span>
          </p>
          <div className="flex gap-1">
            <Button size="sm" variant="ghost" aria-label={`Rotate ${webhook.name}`} onClick={() => onRotate(webhook)}>
              Rotate
            </Button>
            <Button
              size="sm"
              variant="ghost-danger"
              aria-label={`Revoke ${webhook.name}`}
              onClick={() => onRevoke(webhook)}
            >
              Revoke
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}
