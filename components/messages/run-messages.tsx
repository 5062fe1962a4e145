"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { formatCount } from "#lib/format/number.ts";
import { useTRPC } from "#lib/trpc/client.tsx";
import { MessageList } from "./message-list.tsx";

const SHOWN = 5;
const LIVE_POLL_MS = 2_000;

/** The messages of one run; nothing when it sent none. */
export function RunMessages({ appId, runId, live }: { appId: number; runId: number; live: boolean }) {
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.messages.list.queryOptions({ appId, runId, limit: SHOWN }, { refetchInterval: live ? LIVE_POLL_MS : false }),
  );
  if (!data || data.messages.length === 0) return null;
  const hasMore = data.nextCursor !== null;
  return (
    <section aria-label="Messages" className="space-y-2">
      <div className="flex items-baseline justify-between gap-3">
        <h2 className="font-medium">{hasMore ? "Messages" : formatCount(data.messages.length, "message")}</h2>
        {hasMore && (
          <Link className="link text-[0.8125rem]" href={`/apps/${appId}/outbox?run=${runId}`}>
            All messages of this run
          </Link>
        )}
      </div>
      <MessageList messages={data.messages} appId={appId} />
    </section>
  );
}
