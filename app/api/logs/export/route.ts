import { getSession } from "#server/auth/session.ts";
import { getContainer } from "#server/container.ts";
import { handleLogExport } from "#server/trpc/handle-log-export.ts";

export async function GET(request: Request) {
  return handleLogExport(request, { ...(await getContainer()), getSession });
}
