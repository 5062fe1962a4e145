import type { Metadata } from "next";
import { Suspense } from "react";
import { DataSourcesPage } from "#components/data-sources/data-sources-page.tsx";

export const metadata: Metadata = { title: "Data" };

export default function Page() {
  return (
    <Suspense>
      <DataSourcesPage />
    </Suspense>
  );
}
