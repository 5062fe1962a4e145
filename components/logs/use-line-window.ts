"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import type { LineFilter, LinePage } from "#domain/log.ts";
import { useTRPCClient } from "#lib/trpc/client.tsx";
import { PAGE_LINES } from "./line-queries.ts";
import { addNewer, addOlder, type LineWindow, openWindow } from "./line-window.ts";

interface LineWindowOptions {
  appId: number;
  filter: LineFilter;
  older: LinePage;
  newer: LinePage | undefined;
}

/** A window on the log that moves with the reader, a page at a time. Start afresh by giving the component a key. */
export function useLineWindow({ appId, filter, older, newer }: LineWindowOptions) {
  const client = useTRPCClient();
  const [window, setWindow] = useState<LineWindow>(() => openWindow(older, newer));
  const [loading, setLoading] = useState<"older" | "newer" | null>(null);
  const [error, setError] = useState<unknown>(null);
  const request = useRef<AbortController | null>(null);
  useEffect(() => () => request.current?.abort(), []);

  const load = useCallback(
    async (way: "older" | "newer", cursor: number) => {
      if (request.current) return;
      const controller = new AbortController();
      request.current = controller;
      setLoading(way);
      setError(null);
      try {
        const order = way === "older" ? "desc" : "asc";
        const input = { appId, ...filter, order, limit: PAGE_LINES, cursor } as const;
        const page = await client.logs.lines.query(input, { signal: controller.signal });
        // Read from another place than the window now ends at, the page would leave a hole or show lines twice.
        setWindow((now) => {
          if (way === "older") return now.olderCursor === cursor ? addOlder(now, page) : now;
          return now.newerCursor === cursor ? addNewer(now, page) : now;
        });
      } catch (failure) {
        if (!controller.signal.aborted) setError(failure);
      } finally {
        if (request.current === controller) request.current = null;
        setLoading(null);
      }
    },
    [appId, client, filter],
  );

  const { olderCursor, newerCursor } = window;
  const loadOlder = useCallback(() => {
    if (olderCursor !== null && error === null) void load("older", olderCursor);
  }, [olderCursor, error, load]);
  const loadNewer = useCallback(() => {
    if (newerCursor !== null && error === null) void load("newer", newerCursor);
  }, [newerCursor, error, load]);
  const retry = useCallback(() => setError(null), []);

  return { window, setWindow, loading, error, retry, loadOlder, loadNewer };
}
