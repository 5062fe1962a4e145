import { getContainer } from "#server/container.ts";
import { checkHealth } from "#server/health.ts";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const { db } = await getContainer();
  const health = await checkHealth(db);
  return Response.json(health, { status: health.ready ? 200 : 503, headers: { "cache-control": "no-store" } });
}
