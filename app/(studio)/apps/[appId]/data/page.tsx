import type { Metadata } from "next";
import { DataSourcesPage } from "#components/data-sources/data-sources-page.tsx";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Data" };

export default async function Page({ params }: { params: Promise<{ appId: string }> }) {
  const appId = idParam((await params).appId);
  return (
    <Prefetch queries={(trpc) => [trpc.dataSources.summaries.queryOptions({ appId })]}>
      <DataSourcesPage />
    </Prefetch>
  );
}
