import { getContainer, isScheduler } from "#server/container.ts";

/** Seconds that a serverless host should allow a call: it ticks, then works off the queue within its time budget. */
export const maxDuration = 60;

async function handle(request: Request): Promise<Response> {
  const { cron, settings, log } = await getContainer();
  if (!isScheduler(request, settings)) {
    return Response.json(
      { error: "Send the scheduler's secret: Authorization: Bearer <CRON_SECRET>." },
      { status: 401 },
    );
  }
  try {
    return Response.json(await cron(), { headers: { "cache-control": "no-store" } });
  } catch (error) {
    log.error({ error: String(error) }, "the scheduler call failed");
    return Response.json({ error: "The scheduler cannot work right now; call again." }, { status: 503 });
  }
}

/** Without this, the framework would answer HEAD by what GET does: whoever only looks at an address must start nothing. */
const refuseHead = () => new Response(null, { status: 405, headers: { allow: "GET, POST" } });

export { handle as GET, handle as POST, refuseHead as HEAD };
