import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { runListInput } from "#components/runs/run-list-input.ts";
import { runParsers } from "#components/runs/run-parsers.ts";
import { runFilterOf } from "#components/runs/run-view.ts";
import { RunsPage } from "#components/runs/runs-page.tsx";
import { knownViewer } from "#lib/format/viewer.ts";
import { idParam } from "#lib/id-param.ts";
import { Prefetch, type Trpc } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Runs" };

const readView = createLoader(runParsers);

interface PageProps {
  params: Promise<{ appId: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function Page({ params, searchParams }: PageProps) {
  const appId = idParam((await params).appId);
  const view = await readView(searchParams);
  const firstRuns = (trpc: Trpc) => {
    // When the viewer's day began is for the browser to say; other orders are read in pages of their own.
    if (view.range === "today" || (view.sort !== null && view.sort !== "newest")) return [];
    return [trpc.runs.list.queryOptions(runListInput(appId, runFilterOf(view, knownViewer()?.now ?? 0)))];
  };
  return (
    <Prefetch
      queries={(trpc) => [
        ...firstRuns(trpc),
        trpc.tasks.list.queryOptions({ appId }),
        trpc.savedViews.list.queryOptions({ appId, page: "runs" }),
      ]}
    >
      <RunsPage />
    </Prefetch>
  );
}
