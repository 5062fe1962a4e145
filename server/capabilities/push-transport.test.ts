import { type Socket, connect as tcp } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { HandOverError } from "#server/services/messages/hand-over-error.ts";
import { type FetchServer, serveFetch } from "#tests/support/fetch-server.ts";
import type { DialTarget } from "./egress-agents.ts";
import { parseEgressAllow } from "./egress-rules.ts";
import { createPushTransport, type PushTransportOptions } from "./push-transport.ts";

let server: FetchServer;
let answer: (request: Request) => Response | Promise<Response>;
let asked: string[];
let dialled: string[];

beforeAll(async () => {
  server = await serveFetch((request) => {
    asked.push(new URL(request.url).pathname);
    return answer(request);
  });
});
afterAll(() => server.close());
afterEach(() => {
  answer = () => new Response(null, { status: 201 });
  [asked, dialled] = [[], []];
});
[asked, dialled] = [[], []];

/** Connects names to the server of the test, whatever their addresses are said to be. */
const dial = async (target: DialTarget): Promise<Socket> => {
  dialled.push(...target.addresses.map(({ address }) => address));
  return tcp(Number(new URL(server.url).port), "127.0.0.1");
};
const transport = (options: Partial<PushTransportOptions> = {}) =>
  createPushTransport({ allow: [], subject: "mailto:desk@example.org", ...options });
const names = (address: string) => ({ lookup: async () => [{ address, family: 4 }], connect: dial });
const post = (endpoint: string, options?: Partial<PushTransportOptions>) =>
  transport(options).post({ endpoint, headers: { ttl: "60" }, body: new Uint8Array([1, 2, 3]) });

describe("where a push may go", () => {
  it.each(["127.0.0.1", "10.1.2.3", "169.254.169.254", "100.64.0.1", "0.0.0.0"])(
    "not to a name that turns out to be %s, and nothing is connected",
    async (address) => {
      const refused = await post("https://push.example.org/x", names(address)).catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(HandOverError);
      expect(refused).toMatchObject({ isUncertain: false, message: expect.stringContaining("not public") });
      expect(dialled).toEqual([]);
    },
  );

  it.each([
    ["http://push.example.org/x", "https only"],
    ["https://push.example.org:8443/x", "not public"],
    ["https://[::1]/x", "not public"],
    ["https://2130706433/x", "not public"],
    ["ftp://push.example.org/x", "https only"],
  ])("not to %s", (endpoint, why) => {
    expect(transport().refuses(new URL(endpoint))).toContain(why);
  });

  it("to a public name, and to what the operator allows", async () => {
    expect(transport().refuses(new URL("https://push.example.org/x"))).toBeNull();
    const allow = parseEgressAllow(new URL(server.url).host);
    expect(transport().refuses(new URL(server.url))).not.toBeNull();
    expect(transport({ allow }).refuses(new URL(server.url))).toBeNull();
    answer = () => new Response("said and not read", { status: 429, headers: { "retry-after": "3" } });
    expect(await post(`${server.url}/x`, { allow })).toEqual({ status: 429, retryAfterS: 3 });
  });
});

describe("what a push service does", () => {
  const allowed = () => ({ allow: parseEgressAllow(new URL(server.url).host) });

  it("a redirect is an answer, and nobody follows it", async () => {
    answer = () => new Response(null, { status: 307, headers: { location: `${server.url}/elsewhere` } });
    expect(await post(`${server.url}/x`, allowed())).toEqual({ status: 307, retryAfterS: null });
    expect(asked).toEqual(["/x"]);
  });

  it.each(["Wed, 21 Oct 2026 07:28:00 GMT", "-1", "1e3", ""])("a Retry-After of %j is none", async (retryAfter) => {
    answer = () => new Response(null, { status: 503, headers: { "retry-after": retryAfter } });
    expect(await post(`${server.url}/x`, allowed())).toEqual({ status: 503, retryAfterS: null });
  });

  it("no answer in time leaves it open whether the message went", async () => {
    answer = () => new Promise(() => {});
    await expect(post(`${server.url}/x`, { ...allowed(), timeoutMs: 50 })).rejects.toMatchObject({
      name: "HandOverError",
      isUncertain: true,
      message: expect.stringContaining("0.05 s"),
    });
  });

  it("a door that is shut has not seen it", async () => {
    const closed = await serveFetch(() => new Response());
    await closed.close();
    await expect(post(closed.url, { allow: parseEgressAllow(new URL(closed.url).host) })).rejects.toMatchObject({
      isUncertain: false,
      message: "The push service could not be reached.",
    });
  });
});
