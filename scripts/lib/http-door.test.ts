import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { type HttpDoor, listen } from "./http-door.ts";

let door: HttpDoor | undefined;
afterEach(() => door?.close(0));

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

it("says that it lives and is not ready until it is opened, then hands requests over", async () => {
  const port = await freePort();
  door = await listen({ port, host: "127.0.0.1" });
  const get = (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: "close" } });
  expect((await get("/api/health/live")).status).toBe(200);
  for (const path of ["/api/health/ready", "/api/trpc/tasks.run", "/"]) {
    const answer = await get(path);
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("5");
    expect(await answer.json()).toMatchObject({ ready: false, reasons: [expect.stringContaining("database")] });
  }
  door.open((_request, response) => response.end("the studio"));
  expect(await (await get("/")).text()).toBe("the studio");
});

it("tells at once that somebody else listens there", async () => {
  const port = await freePort();
  door = await listen({ port, host: "127.0.0.1" });
  await expect(listen({ port, host: "127.0.0.1" })).rejects.toThrow("EADDRINUSE");
});
