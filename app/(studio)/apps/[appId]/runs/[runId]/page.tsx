import type { Metadata } from "next";
import { Suspense } from "react";
import { RunPage } from "#components/runs/run-page.tsx";
import { idParam } from "#lib/id-param.ts";

export const metadata: Metadata = { title: "Run" };

export default async function Page({ params }: { params: Promise<{ runId: string }> }) {
  const runId = idParam((await params).runId);
  return (
    <Suspense>
      <RunPage key={runId} runId={runId} />
    </Suspense>
  );
}
