import type { Metadata } from "next";
import { ComparePage } from "#components/runs/compare-page.tsx";
import { comparedLinesInput } from "#components/runs/compared-lines.ts";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Compare runs" };

export default async function Page({ params }: { params: Promise<{ appId: string; runId: string; withId: string }> }) {
  const { appId: app, runId: one, withId: other } = await params;
  const [appId, runId, withId] = [idParam(app), idParam(one), idParam(other)];
  return (
    <Prefetch
      queries={(trpc) => [
        trpc.runs.get.queryOptions({ appId, id: runId }),
        trpc.runs.get.queryOptions({ appId, id: withId }),
        trpc.logs.lines.queryOptions(comparedLinesInput(appId, runId)),
        trpc.logs.lines.queryOptions(comparedLinesInput(appId, withId)),
      ]}
    >
      <ComparePage key={`${runId} ${withId}`} runId={runId} withId={withId} />
    </Prefetch>
  );
}
