import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { DataSourcePage } from "#components/data-sources/data-source-page.tsx";
import { entryViewParsers, findInputOf } from "#components/data-sources/entry-view.ts";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Data source" };

const readView = createLoader(entryViewParsers);

interface PageProps {
  params: Promise<{ appId: string; dataSourceId: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function Page({ params, searchParams }: PageProps) {
  const { appId: app, dataSourceId: item } = await params;
  const appId = idParam(app);
  const dataSourceId = idParam(item);
  const input = findInputOf(await readView(searchParams));
  return (
    <Prefetch
      queries={(trpc) => [
        trpc.dataSources.get.queryOptions({ appId, id: dataSourceId }),
        ...(input ? [trpc.dataSources.find.queryOptions({ appId, dataSourceId, ...input })] : []),
      ]}
    >
      <DataSourcePage key={dataSourceId} dataSourceId={dataSourceId} />
    </Prefetch>
  );
}
