"use client";

import { useEffect, useRef } from "react";
import type { LineFilter, LinePage } from "#domain/log.ts";
import { useTRPCClient } from "#lib/trpc/client.tsx";
import { noteAnswer, noteSilence } from "#lib/trpc/connection.ts";
import { isUnanswered } from "#lib/trpc/error-info.ts";

interface LiveTailOptions {
  appId: number;
  filter: LineFilter;
  /** Whether to ask at all. */
  isOn: boolean;
  everyMs: number;
  /** The log's newest line when it was first read. */
  head: number;
  /** Takes the lines that came since, oldest first; some may have been given before. */
  onPage: (page: LinePage) => void;
}

/**
 * Lines of several workers may become visible out of order, by the milliseconds that writing takes: each question begins
 * where the log ended this many questions ago.
 */
const LOOK_BACK = 2;
/** The same for the first question, in lines: what one transaction may write. */
const FIRST_LOOK_BACK = 500;
const LINES = 1_000;

/** Asks for new lines again and again, while the page is seen. */
export function useLiveTail({ appId, filter, isOn, everyMs, head, onPage }: LiveTailOptions) {
  const client = useTRPCClient();
  const heads = useRef([Math.max(0, head - FIRST_LOOK_BACK)]);
  const take = useRef(onPage);
  useEffect(() => {
    take.current = onPage;
  });

  useEffect(() => {
    if (!isOn) return;
    const controller = new AbortController();
    let isAsking = false;
    const ask = async () => {
      if (isAsking || document.hidden) return;
      isAsking = true;
      try {
        const input = { appId, ...filter, order: "asc", limit: LINES, cursor: heads.current[0] } as const;
        const page = await client.logs.lines.query(input, { signal: controller.signal });
        heads.current = [...heads.current, page.head].slice(-LOOK_BACK);
        take.current(page);
        noteAnswer();
      } catch (error) {
        // The next question asks for the same lines again.
        if (!controller.signal.aborted && isUnanswered(error)) noteSilence();
      }
      isAsking = false;
    };
    const timer = setInterval(ask, everyMs);
    return () => {
      clearInterval(timer);
      controller.abort();
    };
  }, [client, appId, filter, isOn, everyMs]);
}
