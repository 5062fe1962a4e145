import { getSession } from "#server/auth/session.ts";
import { getContainer } from "#server/container.ts";
import { handleCsvExport } from "#server/trpc/handle-csv-export.ts";

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  return handleCsvExport(request, (await params).id, { ...(await getContainer()), getSession });
}
