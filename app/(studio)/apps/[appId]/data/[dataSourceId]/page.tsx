import type { Metadata } from "next";
import { Suspense } from "react";
import { DataSourcePage } from "#components/data-sources/data-source-page.tsx";
import { idParam } from "#lib/id-param.ts";

export const metadata: Metadata = { title: "Data source" };

export default async function Page({ params }: { params: Promise<{ dataSourceId: string }> }) {
  const dataSourceId = idParam((await params).dataSourceId);
  return (
    <Suspense>
      <DataSourcePage key={dataSourceId} dataSourceId={dataSourceId} />
    </Suspense>
  );
}
