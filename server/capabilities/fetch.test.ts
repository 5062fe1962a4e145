import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createFetchCapability, type FetchCapabilityOptions, parseEgressAllow } from "./fetch.ts";

const PUBLIC = "93.184.216.34";
const NAMES: Record<string, string[]> = {
  "public.test": [PUBLIC],
  "other.test": [PUBLIC],
  "mixed.test": [PUBLIC, "10.0.0.1"],
  "cname-internal.test": ["10.0.0.1"],
  "aaaa-private.test": [PUBLIC, "fc00::1"],
  localhost: ["127.0.0.1"],
  "metadata.google.internal": ["169.254.169.254"],
};

/** Addresses that would have been connected to, in order. */
const dialed: string[] = [];
const received: { url: string; host: string; headers: IncomingMessage["headers"]; method: string; body: string }[] = [];
let rebinds = 0;

const answers: Record<string, (request: IncomingMessage, response: ServerResponse) => void> = {
  "/bomb.gz": (_request, response) => {
    response.setHeader("content-encoding", "gzip");
    response.end(gzipSync(Buffer.alloc(300_000)));
  },
  "/endless": (_request, response) => {
    const chunk = Buffer.alloc(16_384);
    const pump = () => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on("drain", pump);
    pump();
  },
  "/never": () => {},
  "/big-headers": (request) => {
    request.socket.write(`HTTP/1.1 200 OK\r\nx: ${"a".repeat(200_000)}\r\n\r\n`);
  },
};

const serve: RequestListener = async (request, response) => {
  let body = "";
  for await (const chunk of request) body += chunk;
  const url = new URL(request.url ?? "/", "http://server");
  received.push({
    url: request.url ?? "",
    host: request.headers.host ?? "",
    headers: request.headers,
    method: request.method ?? "",
    body,
  });
  const redirect = /^\/redirect(\d*)$/.exec(url.pathname);
  if (redirect) {
    response.writeHead(Number(redirect[1] || 302), { location: url.searchParams.get("to") ?? "" }).end();
  } else if (answers[url.pathname]) {
    answers[url.pathname]!(request, response);
  } else {
    response.end("ok");
  }
};

const server = createServer(serve);
let port = 0;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  dialed.length = 0;
  received.length = 0;
  rebinds = 0;
});

function capability(options: Partial<FetchCapabilityOptions> = {}) {
  return createFetchCapability({
    allow: [],
    lookup: async (hostname) => {
      const name = hostname.toLowerCase().replace(/\.$/, "");
      const addresses = name === "rebind.test" ? [rebinds++ === 0 ? PUBLIC : "127.0.0.1"] : NAMES[name];
      if (addresses === undefined) throw new Error(`getaddrinfo ENOTFOUND ${hostname}`);
      return addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
    },
    connect: ({ addresses }) => {
      dialed.push(addresses[0]!.address);
      return new Promise<Socket>((resolve) => {
        const socket = connect(port, "127.0.0.1", () => resolve(socket));
      });
    },
    ...options,
  });
}

const ask = (
  url: string,
  more: Record<string, unknown> = {},
  options: Partial<FetchCapabilityOptions> = {},
  signal = new AbortController().signal,
) => capability(options)({ url, method: "GET", headers: [], bodyBase64: null, redirect: "follow", ...more }, signal);

interface CorpusScript {
  id: string;
  group: string;
  code: string;
}
const corpus = JSON.parse(
  readFileSync(join(process.cwd(), "server/sandbox/fixtures/hostile-scripts.json"), "utf8"),
) as CorpusScript[];
/** Those of the corpus that are one fetch of one address, as the guest's URL parser would pass it on. */
const hostile = corpus
  .filter(({ group }) => group === "ssrf")
  .flatMap(({ id, code }) => {
    const match = /^return \(await fetch\((["'])(.*?)\1\)\)\.status$/.exec(code);
    return match
      ? [
          [
            id,
            JSON.parse(`"${match[2]}"`).replace(/\$\{(\w+)\}/g, (_all: string, name: string) =>
              name === "CANARY_PORT" ? "80" : "http://127.0.0.1",
            ),
          ],
        ]
      : [];
  })
  .filter(([id]) => id !== "SSRF-52");

describe("where fetch may not go", () => {
  it("covers the corpus", () => expect(hostile.length).toBeGreaterThan(40));

  it.each(hostile)("%s %s is refused before anything is connected", async (_id, url) => {
    await expect(ask(url!)).rejects.toMatchObject({
      name: expect.stringMatching(/^(ForbiddenTargetError|TypeError)$/),
    });
    expect(dialed.filter((address) => address !== PUBLIC)).toEqual([]);
  });

  it("says the same whether the port is open or not", async () => {
    const texts = await Promise.all(
      [port, 1, 80].map((one) =>
        ask(`http://127.0.0.1:${one}/`).catch((error: Error) => `${error.name}: ${error.message}`),
      ),
    );
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain("ForbiddenTargetError: fetch may not go to 127.0.0.1");
  });

  it.each([
    ["http://127.0.0.1/", 302],
    ["http://127.0.0.1/", 307],
    ["http://cname-internal.test/", 301],
    ["file:///etc/passwd", 302],
    ["http://public.test:25/", 302],
  ])("checks a redirect to %s again", async (to, status) => {
    await expect(ask(`http://public.test/redirect${status}?to=${encodeURIComponent(to)}`)).rejects.toThrow(
      /may not go|http and https/,
    );
    expect(dialed).toEqual([PUBLIC]);
  });

  it("connects to the address that it checked, not to a second answer", async () => {
    await ask("http://rebind.test/");
    await expect(ask("http://rebind.test/")).rejects.toThrow("may not go");
    expect(dialed).toEqual([PUBLIC]);
  });
});

describe("an allowed request", () => {
  it("gives the answer and a record without secrets", async () => {
    const { result, record } = await ask("http://public.test/a?key=s3cret&page=2", {
      method: "POST",
      headers: [["X-A", "b"]],
      bodyBase64: Buffer.from("Zoë").toString("base64"),
    });
    expect(result).toMatchObject({
      status: 200,
      statusText: "OK",
      redirected: false,
      bodyBase64: Buffer.from("ok").toString("base64"),
    });
    expect(record).toEqual({
      method: "POST",
      host: "public.test",
      path: "/a?key=***&page=2",
      status: 200,
      bytes: 2,
      ms: expect.any(Number),
    });
    expect(received[0]).toMatchObject({ host: "public.test", method: "POST", body: "Zoë", headers: { "x-a": "b" } });
  });

  it("reaches a public IPv6 address", async () => {
    expect((await ask("http://[2606:4700:4700::1111]/")).result.status).toBe(200);
  });

  it("follows a redirect, dropping credentials between origins", async () => {
    const headers = [
      ["authorization", "Bearer x"],
      ["cookie", "a=b"],
      ["x-kept", "1"],
    ];
    const { result } = await ask("http://public.test/redirect302?to=http://other.test/end", { headers });
    expect(result).toMatchObject({ url: "http://other.test/end", redirected: true });
    expect(received[1]!.headers).toMatchObject({ "x-kept": "1" });
    expect(received[1]!.headers).not.toHaveProperty("authorization");
    expect(received[1]!.headers).not.toHaveProperty("cookie");
    await ask("http://public.test/redirect302?to=/same", { headers });
    expect(received.at(-1)!.headers).toMatchObject({ authorization: "Bearer x" });
  });

  it.each([
    [301, "POST", "GET", ""],
    [303, "PUT", "GET", ""],
    [307, "POST", "POST", "x"],
  ])("a %i of a %s becomes a %s", async (status, method, then, body) => {
    await ask(`http://public.test/redirect${status}?to=/end`, {
      method,
      bodyBase64: Buffer.from("x").toString("base64"),
    });
    expect(received[1]).toMatchObject({ method: then, body, url: "/end" });
  });

  it("hands a redirect over, or refuses it, when asked to", async () => {
    const url = "http://public.test/redirect302?to=http://127.0.0.1/";
    expect((await ask(url, { redirect: "manual" })).result.status).toBe(302);
    await expect(ask(url, { redirect: "error" })).rejects.toThrow("asked for no redirect");
    await expect(ask("http://public.test/redirect302?to=/redirect302", {}, { maxRedirects: 2 })).rejects.toThrow();
  });
});

describe("limits", () => {
  it.each(["/bomb.gz", "/endless"])("%s is cut off at the limit of unpacked bytes", async (path) => {
    await expect(ask(`http://public.test${path}`, {}, { maxResponseBytes: 100_000 })).rejects.toThrow(
      "over the limit of 100000 bytes",
    );
  });

  it("refuses giant headers", async () => {
    await expect(ask("http://public.test/big-headers")).rejects.toThrow("could not be reached");
  });

  it("gives up after the timeout, and at once when the run ends", async () => {
    await expect(ask("http://public.test/never", {}, { timeoutMs: 50 })).rejects.toMatchObject({
      message: "public.test did not answer within 0.05 s",
      record: { host: "public.test", status: null },
    });
    const controller = new AbortController();
    const pending = ask("http://public.test/never", {}, {}, controller.signal);
    controller.abort(new Error("the run ended"));
    await expect(pending).rejects.toThrow("the run ended");
  });
});

describe("what a request may carry", () => {
  it.each(["Host", "Connection", "Transfer-Encoding", "Content-Length", "X-Forwarded-For", "Proxy-Authorization"])(
    "not the header %s",
    async (name) => {
      await expect(ask("http://public.test/", { headers: [[name, "x"]] })).rejects.toThrow("leave it out");
      expect(dialed).toEqual([]);
    },
  );

  it.each([
    ["a\r\nHost: internal", "x-a"],
    ["b", "x a"],
    ["c", "x:a"],
  ])("not a smuggled header %#", async (value, name) => {
    await expect(ask("http://public.test/", { headers: [[name, value]] })).rejects.toThrow(
      "characters that HTTP cannot carry",
    );
  });

  it("not CONNECT, and no credentials in the address, which stay out of the error", async () => {
    await expect(ask("http://public.test/", { method: "CONNECT" })).rejects.toThrow("method");
    const error: Error = await ask("http://user:s3cret@nosuch.test/?api_key=s3cret").then(
      () => Promise.reject(new Error("it went through")),
      (reason) => reason,
    );
    expect(error.message).toContain("***@nosuch.test");
    expect(error.message).not.toContain("s3cret");
    await expect(ask("http://nosuch.test/?api_key=s3cret")).rejects.toThrow(/^nosuch\.test could not be reached/);
  });
});

describe("EGRESS_ALLOW", () => {
  it("reads hosts, ports and addresses", () => {
    expect(parseEgressAllow(" db.internal, 127.0.0.1:8080\n[::1]:80 [::1] http://127.0.0.1:3000/feeds ")).toEqual([
      { kind: "host", hostname: "db.internal", port: null },
      { kind: "host", hostname: "127.0.0.1", port: 8080 },
      { kind: "host", hostname: "[::1]", port: 80 },
      { kind: "host", hostname: "[::1]", port: null },
      { kind: "url", origin: "http://127.0.0.1:3000", pathPrefix: "/feeds" },
    ]);
  });

  it.each(["ftp://a.test", "a.test/path", "http://user:s3cret@a.test"])("refuses %s, without its secret", (text) => {
    expect(() => parseEgressAllow(text)).toThrow(/EGRESS_ALLOW has an entry/);
    expect(() => parseEgressAllow(text)).not.toThrow("s3cret");
  });

  it.each([
    ["127.0.0.1:3000", "http://127.0.0.1:3000/x", true],
    ["127.0.0.1:3000", "http://127.0.0.1:3001/x", false],
    ["cname-internal.test", "http://cname-internal.test:9000/", true],
    ["http://127.0.0.1:3000/feeds", "http://127.0.0.1:3000/feeds/releases.xml", true],
    ["http://127.0.0.1:3000/feeds", "http://127.0.0.1:3000/feeds", true],
    ["http://127.0.0.1:3000/feeds", "http://127.0.0.1:3000/feedsecret", false],
    ["http://127.0.0.1:3000/feeds", "http://127.0.0.1:3000/feeds/../api", false],
    ["http://127.0.0.1:3000/feeds", "http://127.0.0.1:3000/feeds/%2e%2e%2fapi", false],
    ["http://127.0.0.1:3000/feeds", "https://127.0.0.1:3000/feeds", false],
  ])("%s: %s is allowed: %s", async (text, url, isAllowed) => {
    const answer = ask(url, {}, { allow: parseEgressAllow(text) });
    if (isAllowed) expect((await answer).result.status).toBe(200);
    else await expect(answer).rejects.toThrow("may not go");
  });
});
