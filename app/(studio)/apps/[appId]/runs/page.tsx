import type { Metadata } from "next";
import { runListInput } from "#components/runs/run-list-input.ts";
import { RunsPage } from "#components/runs/runs-page.tsx";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Runs" };

export default async function Page({ params }: { params: Promise<{ appId: string }> }) {
  const appId = idParam((await params).appId);
  return (
    <Prefetch
      queries={(trpc) => [
        trpc.runs.list.queryOptions(runListInput(appId, {})),
        trpc.tasks.list.queryOptions({ appId }),
        trpc.savedViews.list.queryOptions({ appId, page: "runs" }),
      ]}
    >
      <RunsPage />
    </Prefetch>
  );
}
