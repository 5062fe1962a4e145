import { getSession } from "#server/auth/session.ts";
import { getContainer } from "#server/container.ts";
import { handleAuditExport } from "#server/trpc/handle-audit-export.ts";

export async function GET(request: Request) {
  return handleAuditExport(request, { ...(await getContainer()), getSession });
}
