/**
 * Serves the routes that other programs call, by their own handlers and without the studio around them. Says
 * `listening at <url>` once it does.
 */
import { GET, POST } from "#app/api/cron/route.ts";
import { POST as callProcedure } from "#app/api/trpc/[trpc]/route.ts";
import { getContainer } from "#server/container.ts";
import { serveFetch } from "#tests/support/fetch-server.ts";

await getContainer();
const server = await serveFetch((request) => {
  if (!new URL(request.url).pathname.startsWith("/api/cron")) return callProcedure(request);
  return request.method === "GET" ? GET(request) : POST(request);
});
console.log(`listening at ${server.url}`);
