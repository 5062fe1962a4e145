import type { TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { viewerTimezone } from "#lib/format/datetime.ts";
import type { AppRouter } from "#server/trpc/root.ts";

const BUSY_MS = 2_000;
const IDLE_MS = 5_000;

/** How the app is doing, on the viewer's own day; asked more often while something runs. */
export const overviewQuery = (trpc: TRPCOptionsProxy<AppRouter>, appId: number) =>
  trpc.overview.get.queryOptions(
    { appId, timezone: viewerTimezone() },
    { refetchInterval: ({ state }) => (state.data?.active.length ? BUSY_MS : IDLE_MS) },
  );
