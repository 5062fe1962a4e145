import type { Metadata } from "next";
import { createLoader, type SearchParams } from "nuqs/server";
import { auditInput, auditPageInput, auditPagesKey, auditParsers } from "#components/audit/audit-filter.ts";
import { AuditPage } from "#components/audit/audit-page.tsx";
import { idParam } from "#lib/id-param.ts";
import { Prefetch } from "#lib/trpc/server.tsx";

export const metadata: Metadata = { title: "Audit trail" };

const readFilter = createLoader(auditParsers);

interface PageProps {
  params: Promise<{ appId: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function Page({ params, searchParams }: PageProps) {
  const appId = idParam((await params).appId);
  const input = auditInput(await readFilter(searchParams));
  return (
    <Prefetch
      queries={(trpc) => [
        {
          pagesKey: auditPagesKey(appId, input),
          firstPage: trpc.audit.list.queryOptions(auditPageInput(appId, input)),
        },
      ]}
    >
      <AuditPage appId={appId} />
    </Prefetch>
  );
}
