import type { Metadata } from "next";
import { AuditPage } from "#components/audit/audit-page.tsx";
import { idParam } from "#lib/id-param.ts";

export const metadata: Metadata = { title: "Audit trail" };

export default async function Page({ params }: { params: Promise<{ appId: string }> }) {
  return <AuditPage appId={idParam((await params).appId)} />;
}
