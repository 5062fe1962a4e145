import "server-only";
import { dehydrate, HydrationBoundary, type QueryClient } from "@tanstack/react-query";
import { createTRPCOptionsProxy, type TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import type { ReactNode } from "react";
import { getContainer } from "#server/container.ts";
import { type AppRouter, appRouter } from "#server/trpc/root.ts";
import { knownViewer } from "../format/viewer.ts";
import { currentSession } from "../session.ts";
import { makeQueryClient } from "./query-client.ts";

/** The server's own calls, as options for what a page prefetches. */
export type Trpc = TRPCOptionsProxy<AppRouter>;

/** Query options, as the page's components ask with them. */
type Query = { queryKey: readonly unknown[] };

/** A query, or the first page of what the page's components keep in pages under a key of their own. */
type Wanted = Query | { pagesKey: readonly unknown[]; firstPage: Query };

interface PrefetchProps {
  /** Says what the page is going to ask for. */
  queries: (trpc: Trpc) => Wanted[];
  /** Says what else it is going to ask for, once those are answered: from what the client holds. */
  then?: (trpc: Trpc, answers: QueryClient) => Wanted[];
  children: ReactNode;
}

/**
 * Asks on the server what the page will ask, so that it arrives with its data. What fails there is asked again by the
 * browser, which shows the error. For a viewer whose language and zone are not known yet, the browser asks: it alone can
 * write the answers down.
 */
export async function Prefetch({ queries, then, children }: PrefetchProps) {
  const session = await currentSession();
  if (!session || !knownViewer()) return children;
  const { services, setup } = await getContainer();
  const queryClient = makeQueryClient(
    () => {},
    () => {},
  );
  const trpc = createTRPCOptionsProxy({
    router: appRouter,
    queryClient,
    ctx: { services, setup, answer: {}, caller: { kind: "session", session } },
  });
  await Promise.all(queries(trpc).map((wanted) => fetchInto(queryClient, wanted)));
  if (then) await Promise.all(then(trpc, queryClient).map((wanted) => fetchInto(queryClient, wanted)));
  return <HydrationBoundary state={dehydrate(queryClient)}>{children}</HydrationBoundary>;
}

async function fetchInto(queryClient: QueryClient, wanted: Wanted): Promise<void> {
  if ("queryKey" in wanted) return queryClient.prefetchQuery({ ...wanted, retry: false });
  const { pagesKey, firstPage } = wanted;
  await queryClient.prefetchQuery({ ...firstPage, retry: false });
  const page = queryClient.getQueryData(firstPage.queryKey);
  queryClient.removeQueries({ queryKey: firstPage.queryKey });
  if (page !== undefined) queryClient.setQueryData(pagesKey, { pages: [page], pageParams: [null] });
}
