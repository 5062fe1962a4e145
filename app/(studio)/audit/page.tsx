import type { Metadata } from "next";
import { Suspense } from "react";
import { AuditPage } from "#components/audit/audit-page.tsx";

export const metadata: Metadata = { title: "Audit trail" };

export default function Page() {
  return (
    <main id="content" tabIndex={-1} className="outline-none mx-auto max-w-6xl px-4 py-6 sm:px-6 sm:py-8">
      <Suspense>
        <AuditPage appId={null} />
      </Suspense>
    </main>
  );
}
