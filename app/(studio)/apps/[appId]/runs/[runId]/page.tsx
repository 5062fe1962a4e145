import type { Metadata } from "next";
import { linePagesKey, runLinesInput } from "#components/logs/line-pages.ts";
import { RunPage } from "#components/runs/run-page.tsx";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Run" };

export default async function Page({ params }: { params: Promise<{ appId: string; runId: string }> }) {
  const { appId: app, runId: item } = await params;
  const appId = idParam(app);
  const runId = idParam(item);
  return (
    <Prefetch
      queries={(trpc) => {
        const lines = runLinesInput(appId, runId);
        return [
          trpc.runs.get.queryOptions({ appId, id: runId }),
          { pagesKey: linePagesKey(lines), firstPage: trpc.logs.lines.queryOptions(lines) },
        ];
      }}
    >
      <RunPage key={runId} runId={runId} />
    </Prefetch>
  );
}
