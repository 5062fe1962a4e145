import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { auditInput, auditPageInput, auditPagesKey, auditParsers } from "#components/audit/audit-filter.ts";
import { AuditPage } from "#components/audit/audit-page.tsx";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Audit trail" };

const readFilter = createLoader(auditParsers);

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filter = await readFilter(searchParams);
  const input = auditInput(filter);
  return (
    <main id="content" tabIndex={-1} className="outline-none mx-auto max-w-6xl px-4 py-6 sm:px-6 sm:py-8">
      <Prefetch
        queries={(trpc) => [
          {
            pagesKey: auditPagesKey(filter.app, input),
            firstPage: trpc.audit.list.queryOptions(auditPageInput(filter.app, input)),
          },
        ]}
      >
        <AuditPage appId={null} />
      </Prefetch>
    </main>
  );
}
