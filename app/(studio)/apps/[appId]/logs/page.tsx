import type { Metadata } from "next";
import { Suspense } from "react";
import { LogsPage } from "#components/logs/logs-page.tsx";

export const metadata: Metadata = { title: "Log" };

export default function Page() {
  return (
    <Suspense>
      <LogsPage />
    </Suspense>
  );
}
