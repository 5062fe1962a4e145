import { getContainer, isScheduler } from "#server/container.ts";
import { renderMetrics } from "#server/metrics.ts";

export const dynamic = "force-dynamic";

export async function GET(request: Request): Promise<Response> {
  const { db, settings, log } = await getContainer();
  if (!isScheduler(request, settings))
    return Response.json({ error: "Send the secret: Authorization: Bearer <CRON_SECRET>." }, { status: 401 });
  try {
    return new Response(await renderMetrics(db), {
      headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" },
    });
  } catch (error) {
    log.error({ error: String(error) }, "the metrics could not be read");
    return Response.json({ error: "The database cannot be reached." }, { status: 503 });
  }
}
