import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withReadableAddress } from "./with-readable-address.ts";

const server = createServer(withReadableAddress((_request, response) => response.end("served")));
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());

const get = (path: string) => fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);

it.each(["/api/v1/tasks/%E0%A4%A", "/api/v1/tasks/%", "/api/trpc/%ff", "/%zz?a=1"])("%s is refused", async (path) => {
  const answer = await get(path);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    error: { status: "INVALID_INPUT", message: expect.stringContaining("%25") },
  });
});

it.each(["/", "/api/v1/tasks/%C3%A9?q=%", "/api/v1/tasks/100%25"])("%s goes on", async (path) => {
  expect(await (await get(path)).text()).toBe("served");
});
