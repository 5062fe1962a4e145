"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { ListLinesInput, LogLine } from "#domain/log.ts";
import { useTRPC } from "#lib/trpc/client.tsx";

interface TailOptions {
  appId: number;
  filter: Omit<ListLinesInput, "order" | "limit" | "cursor">;
  /** The newest line that is already there (0: none); null while that is not known yet. */
  afterId: number | null;
  /** Whether to keep asking. When it turns false, what came in meanwhile is still fetched once. */
  live: boolean;
  everyMs: number;
}

// Lines of several workers may become visible out of order; reading a little back finds the late ones.
const LOOK_BACK = 100;

/** The lines that came after `afterId`, oldest first, growing while `live`. Start afresh by giving the component a key. */
export function useTail({ appId, filter, afterId, live, everyMs }: TailOptions) {
  const trpc = useTRPC();
  const [tail, setTail] = useState<LogLine[]>([]);
  const newest = Math.max(afterId ?? 0, tail.at(-1)?.id ?? 0);
  const cursor = filter.runId === undefined ? Math.max(afterId ?? 0, newest - LOOK_BACK) : newest;

  const { data, refetch } = useQuery(
    trpc.logs.lines.queryOptions(
      afterId === null ? skipToken : { appId, ...filter, order: "asc", limit: 1_000, cursor },
      { refetchInterval: live ? everyMs : false, staleTime: Number.POSITIVE_INFINITY, gcTime: 0 },
    ),
  );

  useEffect(() => {
    if (!data?.lines.length) return;
    setTail((now) => {
      const known = new Set(now.map((line) => line.id));
      const fresh = data.lines.filter((line) => !known.has(line.id));
      return fresh.length === 0 ? now : [...now, ...fresh].sort((a, b) => a.id - b.id);
    });
  }, [data]);

  const ready = afterId !== null;
  useEffect(() => {
    if (!live && ready) void refetch();
  }, [live, ready, refetch]);

  return tail;
}
