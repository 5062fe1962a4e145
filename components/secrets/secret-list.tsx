"use client";

import { Can } from "#components/shell/can.tsx";
import { RelativeTime } from "#components/time/relative-time.tsx";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import type { SecretInfo } from "#domain/secret.ts";

interface SecretListProps {
  secrets: readonly SecretInfo[];
  onReplace: (secret: SecretInfo) => void;
  onRemove: (secret: SecretInfo) => void;
}

/** What stands in place of the value. */
function Value({ secret }: { secret: SecretInfo }) {
  if (!secret.isReadable) return <span className="text-bad">The server's key changed. Set this value again.</span>;
  if (secret.value === null)
    return (
      <>
        <span aria-hidden>••••••••</span>
        <span className="sr-only">hidden</span>
      </>
    );
  return <code className="line-clamp-2 break-all">{secret.value}</code>;
}

export function SecretList({ secrets, onReplace, onRemove }: SecretListProps) {
  return (
    <ul aria-label="Secrets and variables" className="panel divide-y divide-line">
      {secrets.map((secret) => (
        <li key={`${secret.kind} ${secret.name}`} className="flex flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-3">
          <div className="min-w-0 flex-1 basis-56">
            <p className="flex flex-wrap items-center gap-2">
              <code className="break-all font-medium">{secret.name}</code>
              <Badge tone={secret.kind === "secret" ? "warn" : "accent"}>
                {secret.kind === "secret" ? "Secret" : "Variable"}
              </Badge>
            </p>
            <p className="mt-0.5 text-[0.8125rem] text-soft">
              <Value secret={secret} />
            </p>
          </div>
          <p className="text-[0.8125rem] text-faint">
            set <RelativeTime at={secret.updatedAt} />
            {secret.updatedBy && ` by ${secret.updatedBy}`}
            {secret.kind === "secret" && (
              <span className="block">
                {secret.lastReadAt ? (
                  <>
                    last read <RelativeTime at={secret.lastReadAt} />
                  </>
                ) : (
                  "never read"
                )}
              </span>
            )}
          </p>
          <div className="flex gap-1">
            <Can to="secrets.set">
              <Button size="sm" variant="ghost" aria-label={`Replace ${secret.name}`} onClick={() => onReplace(secret)}>
                Replace
              </Button>
            </Can>
            <Can to="secrets.remove">
              <Button
                size="sm"
                variant="ghost-danger"
                aria-label={`Remove ${secret.name}`}
                onClick={() => onRemove(secret)}
              >
                Remove
              </Button>
            </Can>
          </div>
        </li>
      ))}
    </ul>
  );
}
