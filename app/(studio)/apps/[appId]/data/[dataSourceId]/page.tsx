import type { Metadata } from "next";
import { DataSourcePage } from "#components/data-sources/data-source-page.tsx";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Data source" };

export default async function Page({ params }: { params: Promise<{ appId: string; dataSourceId: string }> }) {
  const { appId: app, dataSourceId: item } = await params;
  const appId = idParam(app);
  const dataSourceId = idParam(item);
  return (
    <Prefetch queries={(trpc) => [trpc.dataSources.get.queryOptions({ appId, id: dataSourceId })]}>
      <DataSourcePage key={dataSourceId} dataSourceId={dataSourceId} />
    </Prefetch>
  );
}
