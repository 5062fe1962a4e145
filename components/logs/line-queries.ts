import type { TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { LineFilter } from "#domain/log.ts";
import type { AppRouter } from "#server/trpc/root.ts";

export const PAGE_LINES = 200;

// What was read is kept as it was while it is shown; new lines come by asking for what follows.
const KEPT = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false } as const;

type Trpc = TRPCOptionsProxy<AppRouter>;

/** The newest page; with a line, that line and those before it. */
export const olderLinesQuery = (trpc: Trpc, appId: number, filter: LineFilter, line: number | null) =>
  trpc.logs.lines.queryOptions(
    { appId, ...filter, order: "desc", limit: PAGE_LINES, ...(line !== null && { cursor: line + 1 }) },
    KEPT,
  );

/** The page after a line. */
export const newerLinesQuery = (trpc: Trpc, appId: number, filter: LineFilter, line: number) =>
  trpc.logs.lines.queryOptions({ appId, ...filter, order: "asc", limit: PAGE_LINES, cursor: line }, KEPT);
