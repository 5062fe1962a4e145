import type { Metadata } from "next";
import { RunPage } from "#components/runs/run-page.tsx";
import { idParam } from "#lib/id-param.ts";

export const metadata: Metadata = { title: "Run" };

export default async function Page({ params }: { params: Promise<{ runId: string }> }) {
  const runId = idParam((await params).runId);
  return <RunPage key={runId} runId={runId} />;
}
