import { RelativeTime } from "#components/time/relative-time.tsx";
import { Badge } from "#components/ui/badge.tsx";
import type { Token } from "#domain/token.ts";

/** When a token was used, when it ends, and until when the text before its rotation is good. */
export function TokenTimes({ token, now }: { token: Token; now: number }) {
  const { lastUsedAt, expiresAt, previousExpiresAt } = token;
  const hasPrevious = previousExpiresAt !== null && Date.parse(previousExpiresAt) > now;
  return (
    <span className="flex flex-wrap items-center gap-x-2 text-[0.8125rem] text-faint">
      {lastUsedAt ? (
        <span>
          used <RelativeTime at={lastUsedAt} />
        </span>
      ) : (
        <span>never used</span>
      )}
      {expiresAt && Date.parse(expiresAt) <= now ? (
        <Badge tone="bad">Expired</Badge>
      ) : (
        expiresAt && (
          <span>
            · expires <RelativeTime at={expiresAt} />
          </span>
        )
      )}
      {hasPrevious && (
        <span>
          · old text ends <RelativeTime at={previousExpiresAt} />
        </span>
      )}
    </span>
  );
}
