import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { runs, tasks } from "#db/schema/index.ts";
import { PAYLOAD_BYTES } from "#domain/limits.ts";
import { createDataSource } from "#server/services/data-sources/index.ts";
import { createTask, getTask } from "#server/services/tasks/index.ts";
import { type AbusedApp, newAbusedApp, newToken } from "#tests/support/api/abused-app.ts";
import { JSON_TYPE, knock, knockTrpc, post, statusOf, useDoors } from "#tests/support/api/doors.ts";
import { kindOf, PROCEDURES } from "#tests/support/api/procedures.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";

/** What a call is asked and carries, of the corpus of API abuse; `abuse-ledger.ts` says which test has which row. */
const system = useTestSystem({ TICKER: "off" });
useDoors(system);

const EVIL = "https://evil.test";

let { owner, app, cookie, secret } = {} as AbusedApp;
beforeAll(async () => {
  ({ owner, app, cookie, secret } = await newAbusedApp(system));
});

describe("the way in", () => {
  it("takes no query for a mutation, and no mutation for a query", async () => {
    const wrong: string[] = [];
    for (const { path, kind } of PROCEDURES) {
      // A stream may be asked for either way: it only reads.
      if (kind === "subscription") continue;
      const input = { appId: app.appId };
      const isWrong = kind === "mutation" ? "query" : "mutation";
      const { status } = await knockTrpc(path, input, { kind: isWrong, headers: { cookie } });
      if (status !== 405) wrong.push(`${path}, which is a ${kind}, as a ${isWrong}: ${status}`);
    }
    expect(wrong).toEqual([]);
  });

  it("decides nothing by what a framework or a proxy might read from headers", async () => {
    const strange = {
      "x-middleware-subrequest": Array(5).fill("middleware").join(":"),
      "x-original-url": "/api/trpc/setup.status",
      "x-rewrite-url": "/api/health/live",
      "x-http-method-override": "GET",
      "x-forwarded-host": "evil.test",
      "x-forwarded-for": "127.0.0.1",
    };
    const input = { appId: app.appId, idOrName: "echo" };
    expect(await statusOf(knockTrpc("tasks.list", input, { kind: "query", headers: strange }))).toBe(401);
    expect(await statusOf(post("/api/v1/tasks/echo/runs", "{}", { ...strange, ...JSON_TYPE }))).toBe(401);
    expect(await statusOf(knock("/api/cron", { headers: strange }))).toBe(401);
    // A page of the host that the header names is a page of another origin still.
    const foreign = { ...strange, cookie, origin: EVIL };
    expect(await statusOf(knockTrpc("tasks.run", input, { kind: "mutation", headers: foreign }))).toBe(401);
  });

  it.each([
    "/api/trpc/tasks.create?/webhooks/trigger",
    "/api/trpc/tasks.create?x=/api/health/live",
    "/api/trpc/tasks.create;x",
    "/api/trpc/tasks.create%00",
    "/api/trpc/tasks%2Ecreate",
    "/api/trpc/TASKS.CREATE",
    "/api/trpc/..%2fhealth",
    "/api/trpc/constructor",
    "/api/trpc/tasks.__proto__",
    "/api/v1/tasks;x",
    "/api/v1/TASKS",
  ])("is shut at %s", async (path) => {
    const body = JSON.stringify({ name: "new", pageId: 1 });
    const answer = await post(path, body, JSON_TYPE);
    expect([401, 404]).toContain(answer.status);
    expect(await answer.text()).not.toMatch(/"live"|node_modules|\.ts:/);
  });

  it("judges what is asked for together one by one", async () => {
    const { headers } = await newToken(app, { scopes: ["tasks:read", "tasks:run"] });
    const answer = await post(
      "/api/trpc/tasks.remove,tasks.run,tokens.create?batch=1",
      JSON.stringify({ 0: { idOrName: "echo" }, 1: { idOrName: "echo" }, 2: {} }),
      { ...headers, ...JSON_TYPE },
    );
    const told = (await answer.json()) as { result?: unknown; error?: { data: { httpStatus: number } } }[];
    expect(told.map(({ result, error }) => (result ? "done" : error?.data.httpStatus))).toEqual([403, "done", 403]);
    expect((await getTask(app, { idOrName: "echo" })).name).toBe("echo");
  });
});

describe("what a call takes", () => {
  const MORE = {
    ...{ organizationId: "x", createdBy: "x", requestedBy: "x", nextRunAt: "2020-01-01T00:00:00Z", lastRunAt: null },
    ...{ admin: { global: true }, isAdmin: true, constructor: 1 },
  };

  it("is what it knows: a field more is refused by name, whatever the call", async () => {
    const wrong: string[] = [];
    for (const { path, input } of PROCEDURES) {
      if (!input) continue;
      const refused = input.safeParse(MORE).error?.issues ?? [];
      const keys = refused.flatMap((issue) => (issue.code === "unrecognized_keys" ? issue.keys : []));
      const missed = Object.keys(MORE).filter((name) => !keys.includes(name));
      if (missed.length > 0) wrong.push(`${path} lets ${missed.join(", ")} pass`);
    }
    expect(wrong).toEqual([]);
  });

  it("is known to its depths: no object in it takes fields at will, but those that are somebody's data", () => {
    const open: string[] = [];
    const walk = (node: unknown, at: string) => {
      if (typeof node !== "object" || node === null) return;
      const { properties, additionalProperties } = node as { properties?: object; additionalProperties?: unknown };
      if (properties && additionalProperties !== false) open.push(at);
      for (const [name, inner] of Object.entries(node))
        if (name !== "additionalProperties") walk(inner, name === "properties" ? at : `${at}.${name}`);
    };
    for (const { path, input } of PROCEDURES)
      if (input) walk(z.toJSONSchema(input, { io: "input", unrepresentable: "any" }), path);
    // The answer of an authenticator is the browser's to make, and is verified as a whole.
    expect(open.filter((at) => !at.startsWith("account.finishPasskey.response"))).toEqual([]);
  });

  it("comes with the status of bad input and the field's name", async () => {
    const asked = { id: owner.memberId, role: "viewer", admin: { global: true } };
    const answer = await knockTrpc("members.setRole", asked, { kind: "mutation", headers: { cookie } });
    expect([answer.status, (await answer.json()).error]).toMatchObject([
      400,
      { message: '"admin" is not a field of this call.', data: { status: "INVALID_INPUT", field: "admin" } },
    ]);
  });

  it.each([
    { where: { appId: 2 } },
    { where: { or: [{ id: 1 }, { appId: { ne: 1 } }] } },
    { where: { type: { ne: "app.task.failed" } } },
    { where: { type: ["app.task.failed"] } },
    { id: [1, 2] },
    { id: "1" },
    { limit: 0 },
    { limit: -1 },
    { limit: 1e9 },
    { limit: "50" },
    { limit: null },
    { offset: 1e10 },
    { offset: -1 },
    { order: "id; drop table log_lines" },
  ])("is no way past the tenant or the bounds of the log: %j", async (input) => {
    const answer = await knockTrpc("logs.list", input, { kind: "query", headers: secret.headers });
    expect([answer.status, (await answer.json()).error.data.status]).toEqual([400, "INVALID_INPUT"]);
  });

  it.each([
    ["runs.list", { cursor: "1" }],
    ["runs.list", { cursor: -1 }],
    ["runs.list", { cursor: { id: 1 } }],
    ["runs.bulk", { action: "cancel", filter: {}, cursor: "1.2.key-of-mine;1" }],
    ["logs.lines", { cursor: "0 or 1=1" }],
  ] as const)("is no cursor that somebody wrote: %s %j", async (path, input) => {
    const { kind } = { kind: kindOf(path) };
    expect(await statusOf(knockTrpc(path, input, { kind, headers: secret.headers }))).toBe(400);
  });

  it.each(["'; DROP TABLE task_runs;--", '" OR ""="', "$1", "%", "_", "\\", "{}", "%".repeat(150), "(a+)+$"])(
    "is text where it is text: %s",
    async (text) => {
      const source = await createDataSource(app, { name: `Source ${text}`, entries: [{ [`Column ${text}`]: text }] });
      const where = encodeURIComponent(JSON.stringify({ [`Column ${text}`]: text }));
      const found = await knock(`/api/v1/data-sources/${source.id}/entries?where=${where}`, {
        headers: secret.headers,
      });
      expect(await found.json()).toMatchObject([{ data: { [`Column ${text}`]: text } }]);
      for (const path of ["/api/v1/logs/lines", "/api/v1/runs", "/api/v1/messages"]) {
        const answer = await knock(`${path}?search=${encodeURIComponent(text)}`, { headers: secret.headers });
        const body = await answer.json();
        expect([answer.status, body.lines ?? body.runs ?? body.messages]).toEqual([200, []]);
      }
      expect(await statusOf(knock(`/api/v1/runs?sort=${encodeURIComponent(text)}`, { headers: secret.headers }))).toBe(
        400,
      );
    },
  );

  it.each(["constructor", "__proto__", "toString", "self", "null", "undefined", "NaN", "true", "123"])(
    "may be a task of the name %s, which is that task and no other",
    async (name) => {
      const { pageId } = await getTask(app, { idOrName: "echo" });
      const of = (idOrName: string | number) =>
        knockTrpc("tasks.get", { idOrName }, { kind: "query", headers: secret.headers });
      expect((await of(name)).status).toBe(404);
      const task = await createTask(app, { name, pageId });
      expect(await (await of(name)).json()).toMatchObject({ result: { data: { id: task.id, name } } });
      // What looks like a number is a name where it is a text, and an id where it is none.
      const [byId] = await app.db.select().from(tasks).where(eq(tasks.id, 123));
      if (name === "123") expect((await of(123)).status).toBe(byId ? 200 : 404);
    },
  );

  it("may be two names that differ in case alone, and not the same name twice", async () => {
    const { pageId } = await getTask(app, { idOrName: "echo" });
    const create = (name: string) =>
      statusOf(knockTrpc("tasks.create", { name, pageId }, { kind: "mutation", headers: secret.headers }));
    expect((await Promise.all(["Case", "case", "Case"].map(create))).toSorted()).toEqual([200, 200, 409]);
  });
});

describe("a body", () => {
  const RUN = "/api/v1/tasks/echo/runs";
  const send = (body: BodyInit, more: Record<string, string> = {}) =>
    post(RUN, body, { ...JSON_TYPE, ...secret.headers, ...more });
  const deep = (depth: number) => `{"payload":${"[".repeat(depth)}${"]".repeat(depth)}}`;

  it.each<[string, BodyInit, number]>([
    ["at the limit", JSON.stringify({ payload: "x".repeat(PAYLOAD_BYTES - 2) }), 202],
    ["a byte past it", JSON.stringify({ payload: "x".repeat(PAYLOAD_BYTES - 1) }), 413],
    ["of ten megabytes", JSON.stringify({ payload: "x".repeat(10_000_000) }), 413],
    ["nested 200 deep", deep(200), 202],
    ["nested 10,000 deep", deep(10_000), 400],
    ["that says NaN", '{"payload":NaN}', 400],
    ["with a number beyond all doubles", '{"payload":{"n":1e400}}', 400],
    ["that begins with a byte order mark", "\uFEFF{}", 202],
    ["in UTF-16", Buffer.from('{"payload":1}', "utf16le"), 400],
    ["in bytes that are no UTF-8", Buffer.from([0x22, 0xff, 0xfe, 0x22]), 400],
    ["of half a surrogate", '{"payload":"\\ud800"}', 202],
    ["with NUL", '{"payload":"a\\u0000b"}', 202],
    ["with a field of the name __proto__", '{"payload":{"__proto__":{"isAdmin":true}}}', 202],
    ["whose field __proto__ is the call's", '{"__proto__":{"payload":1}}', 400],
    ["that says the same twice", '{"payload":1,"payload":2}', 202],
    ["that is a list", "[1]", 400],
  ])("%s", async (_what, body, status) => {
    const answer = await send(body);
    expect([answer.status, status >= 400 ? (await answer.json()).error.message.length > 10 : true]).toEqual([
      status,
      true,
    ]);
  });

  it("of a hundred thousand fields is taken, and does not hold the server up", async () => {
    const fields = Array.from({ length: 90_000 }, (_, n) => `"${n.toString(36)}":1`).join(",");
    expect(Buffer.byteLength(fields)).toBeLessThan(PAYLOAD_BYTES);
    expect((await send(`{"payload":{${fields}}}`)).status).toBe(202);
  });

  it("is not unpacked: a packed one is no JSON", async () => {
    const { gzipSync } = await import("node:zlib");
    const bomb = gzipSync(Buffer.alloc(20_000_000, " "));
    expect((await send(bomb, { "content-encoding": "gzip" })).status).toBe(400);
  });

  it("keeps what it said of users to itself", async () => {
    const answer = await send('{"payload":{"__proto__":{"isAdmin":true}}}');
    const { runId } = await answer.json();
    const [run] = await app.db.select().from(runs).where(eq(runs.id, runId));
    expect(JSON.stringify(run!.payload)).toBe('{"__proto__":{"isAdmin":true}}');
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it.each([
    [undefined, 415],
    ["text/plain", 415],
    ["application/x-www-form-urlencoded", 415],
    ["multipart/form-data; boundary=x", 415],
    ["application/jsonp", 415],
    ["application/json; charset=utf-7", 415],
    ["application/json; charset=utf-16", 415],
    ["application/json; charset=UTF-8", 200],
    ['Application/JSON ; charset="utf-8"', 200],
  ])("called %s is answered with %i by every door that reads JSON", async (contentType, status) => {
    const headers: Record<string, string> = {
      ...secret.headers,
      ...(contentType !== undefined && { "content-type": contentType }),
    };
    // Bytes: a text would be given a type of its own.
    const bytes = (text: string) => new TextEncoder().encode(text);
    const ping = bytes('{"jsonrpc":"2.0","id":1,"method":"ping"}');
    expect(await statusOf(post("/api/trpc/tasks.get", bytes('{"idOrName":"echo"}'), headers))).toBe(
      status === 200 ? 405 : 415,
    );
    expect(await statusOf(post("/api/v1/schedules/parse", bytes("{}"), headers))).toBeOneOf(
      status === 200 ? [400, 404, 405] : [415, 404, 405],
    );
    expect(await statusOf(post("/api/v1/screens", bytes("{}"), headers))).toBe(status === 200 ? 400 : 415);
    expect(await statusOf(post("/api/mcp", ping, headers))).toBe(status);
  });

  it("names a wish once: the same key with something else is refused, and another app's is another", async () => {
    const wish = { "idempotency-key": "order-7" };
    const first = await (await send('{"payload":{"n":1}}', wish)).json();
    expect(await (await send('{"payload":{"n":1}}', wish)).json()).toEqual(first);
    const other = await send('{"payload":{"n":2}}', wish);
    expect([other.status, (await other.json()).error]).toMatchObject([
      409,
      { status: "INVALID_INPUT", field: "Idempotency-Key", message: expect.stringContaining("another payload") },
    ]);
    const elsewhere = await system.newApp();
    const screen = await system.newScreen(elsewhere, handler("return 1"));
    await createTask(elsewhere, { name: "echo", pageId: screen.id });
    const { headers } = await newToken(elsewhere);
    const theirs = await (await send('{"payload":{"n":2}}', { ...headers, ...wish })).json();
    expect(theirs.runId).not.toBe(first.runId);
    for (const key of ["", "k".repeat(1_000)])
      expect(
        await statusOf(
          knockTrpc(
            "tasks.run",
            { idOrName: "echo", idempotencyKey: key },
            { kind: "mutation", headers: secret.headers },
          ),
        ),
      ).toBe(400);
  });
});
