import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
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

it("serves others while many dawdle with their headers, and ends those", async () => {
  const port = await freePort();
  door = await listen(
    { port, host: "127.0.0.1" },
    { headersTimeout: 300, requestTimeout: 400, connectionsCheckingInterval: 50 },
  );
  door.open((_request, response) => response.end("served"));
  const ends: Promise<unknown>[] = [];
  for (let n = 0; n < 200; n++) {
    const socket = connect(port, "127.0.0.1");
    await once(socket, "connect");
    socket.on("error", () => {}).resume();
    socket.write("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ");
    ends.push(once(socket, "close"));
  }
  const answer = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: "close" } });
  expect(await answer.text()).toBe("served");
  await Promise.all(ends);
});

it("tells at once that somebody else listens there", async () => {
  const port = await freePort();
  door = await listen({ port, host: "127.0.0.1" });
  await expect(listen({ port, host: "127.0.0.1" })).rejects.toThrow("EADDRINUSE");
});
