import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { olderLinesQuery } from "#components/logs/line-queries.ts";
import { lineFilterOf, logParsers } from "#components/logs/log-filter.ts";
import { LogsPage } from "#components/logs/logs-page.tsx";
import { knownViewer } from "#lib/format/viewer.ts";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Log" };

const readState = createLoader(logParsers);

interface PageProps {
  params: Promise<{ appId: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function Page({ params, searchParams }: PageProps) {
  const appId = idParam((await params).appId);
  const state = await readState(searchParams);
  return (
    <Prefetch
      queries={(trpc) => {
        const now = knownViewer()?.now;
        const isKnown = state.line === null && state.range !== "today" && now;
        return isKnown ? [olderLinesQuery(trpc, appId, lineFilterOf(state, now, now), null)] : [];
      }}
    >
      <LogsPage />
    </Prefetch>
  );
}
