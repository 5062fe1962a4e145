import { and, eq, sql } from "drizzle-orm";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { auditEntries, rateWindows, runs, tasks } from "#db/schema/index.ts";
import { ACCESS } from "#domain/access.ts";
import { PAYLOAD_BYTES, TASKS_PER_APP_MAX } from "#domain/limits.ts";
import { SCOPES, type Scope } from "#domain/scope.ts";
import { USER_TOKEN_HEADER } from "#domain/user.ts";
import { createContainer } from "#server/container.ts";
import type { AppContext } from "#server/context.ts";
import { createApp, updateApp } from "#server/services/apps/index.ts";
import { createDataSource } from "#server/services/data-sources/index.ts";
import { removeMember, setMemberRole } from "#server/services/members/index.ts";
import { requestRun } from "#server/services/runs/index.ts";
import { createTask, getTask } from "#server/services/tasks/index.ts";
import { createToken, revokeToken } from "#server/services/tokens/index.ts";
import { rotateUserKey } from "#server/services/user-keys/index.ts";
import { readSettings } from "#server/settings.ts";
import { handleTrpc } from "#server/trpc/handle-trpc.ts";
import { MISSES_PER_MINUTE } from "#server/trpc/init.ts";
import { appRouter } from "#server/trpc/root.ts";
import { HOST, knock, knockTrpc, useDoors } from "#tests/support/api/doors.ts";
import { join, newOrganization, newPerson, PASSWORD, TestBrowser, type TestPerson } from "#tests/support/people.ts";
import { handler, SETTINGS, useTestSystem } from "#tests/support/test-system.ts";

/** What the corpus of API abuse asks for and no other test holds; `abuse-ledger.ts` says which test has which row. */
const system = useTestSystem({ TICKER: "off" });
useDoors(system);

const EVIL = "https://evil.test";
const JSON_TYPE = { "content-type": "application/json" };
const CRON = { authorization: `Bearer ${SETTINGS.CRON_SECRET}` };

let owner: TestPerson;
let app: AppContext;
let cookie: string;
/** A secret token with every scope. */
let secret: { id: number; token: string; headers: Record<string, string> };

beforeAll(async () => {
  owner = await newPerson(system.container, await newOrganization(system.container), "owner");
  const { id } = await createApp(owner.ctx, { name: "App" });
  await updateApp(owner.ctx, { id, limits: { runsPerMinute: 10_000, tasks: TASKS_PER_APP_MAX } });
  app = { ...owner.ctx, appId: id };
  const screen = await system.newScreen(
    app,
    handler("console.log('of the run'); if (payload?.fail) throw new RangeError('too far'); return { shown: payload }"),
  );
  await createTask(app, { name: "echo", pageId: screen.id });
  cookie = await cookieOf(owner);
  secret = await newToken();
});

async function cookieOf({ email }: Pick<TestPerson, "email">): Promise<string> {
  const browser = new TestBrowser(system.container, { ip: "198.51.100.99" });
  await browser.signIn(email);
  return [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
}

async function newToken(
  given: { kind?: "secret" | "publishable"; scopes?: Scope[]; origins?: string[] } = {},
  of: AppContext = app,
) {
  const { kind = "secret", scopes = [...SCOPES], origins = [] } = given;
  const { id, token } = await createToken(of, { name: "test", kind, scopes, origins });
  return { id, token, headers: { authorization: `Bearer ${token}` } };
}

type Kind = "query" | "mutation" | "subscription";

interface Procedure {
  path: string;
  kind: Kind;
  /** What it takes beside the app; undefined for one that takes nothing. */
  input: z.ZodType | undefined;
}

const PROCEDURES: Procedure[] = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { type: Kind; inputs: z.ZodType[] } }>,
).map(([path, { _def }]) => {
  const [input] = _def.inputs;
  const isPipe = input?._zod.def.type === "pipe";
  return { path, kind: _def.type, input: isPipe ? ((input._zod.def as z.core.$ZodPipeDef).out as z.ZodType) : input };
});

const post = (path: string, body: BodyInit | undefined, headers: Record<string, string>) =>
  knock(path, { method: "POST", headers, body });
const statusOf = async (answer: Promise<Response>) => (await answer).status;

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
    const { headers } = await newToken({ scopes: ["tasks:read", "tasks:run"] });
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
    const { kind } = PROCEDURES.find((one) => one.path === path)!;
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
    const { headers } = await newToken({}, elsewhere);
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

describe("a token", () => {
  it("has no place in an address, a body or another scheme", async () => {
    const { token } = secret;
    for (const path of [
      `/api/trpc/tasks.list?token=${token}`,
      `/api/v1/tasks?access_token=${token}`,
      `/api/logs/export?format=csv&key=${token}`,
      `/api/audit/export?format=csv&key=${token}`,
      `/api/data-sources/1/csv?x=${token}`,
    ])
      expect([path, await statusOf(knock(path))]).toEqual([path, 400]);
    // Also for who sends it in its place as well: what stands in an address is in the logs of everybody on the way.
    expect(await statusOf(knock(`/api/v1/tasks?token=${token}`, { headers: secret.headers }))).toBe(400);
    const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
    expect(await statusOf(post(`/api/mcp?token=${token}`, ping, { ...secret.headers, ...JSON_TYPE }))).toBe(400);
    expect(await statusOf(post("/api/v1/tasks", JSON.stringify({ token }), JSON_TYPE))).toBe(401);
    const basic = Buffer.from(`token:${token}`).toString("base64");
    expect(await statusOf(knock("/api/v1/tasks", { headers: { authorization: `Basic ${basic}` } }))).toBe(401);
    const { rows } = await app.db.execute<{ dump: string }>(sql`select json_agg(a)::text as dump from audit_entries a`);
    expect(rows[0]!.dump).not.toContain(token.slice(8));
  });

  it("that was revoked is refused by every process from then on", async () => {
    const { id, headers } = await newToken();
    const other = await createContainer(readSettings({ ...SETTINGS, DATABASE_URL: system.url, TICKER: "off" }));
    try {
      const ask = async () => {
        const request = () =>
          new Request(`http://${HOST}/api/trpc/tasks.list`, { headers: { host: HOST, ...headers } });
        const asked = [system.container, other].map((one) =>
          handleTrpc(request(), { ...one, getSession: async () => null }),
        );
        return (await Promise.all(asked)).map(({ status }) => status);
      };
      expect(await ask()).toEqual([200, 200]);
      await revokeToken(app, { id });
      expect(await ask()).toEqual([401, 401]);
      for (const path of ["/api/v1/tasks", "/api/logs/export?format=csv", "/api/data-sources/1/csv"])
        expect([path, await statusOf(knock(path, { headers }))]).toEqual([path, 401]);
    } finally {
      await other.close();
    }
  });

  it("for pages works in the pages that it lists and nowhere else", async () => {
    const { headers } = await newToken({ kind: "publishable", scopes: ["tasks:run"], origins: ["https://app.test"] });
    const run = (more: Record<string, string>) =>
      statusOf(knockTrpc("tasks.run", { idOrName: "echo" }, { kind: "mutation", headers: { ...headers, ...more } }));
    expect(await run({ origin: "https://app.test" })).toBe(200);
    for (const origin of ["null", EVIL, "https://app.test.evil.test", "http://app.test", "https://app.test:8443"])
      expect([origin, await run({ origin })]).toEqual([origin, 403]);
    expect(await run({})).toBe(403);
  });

  it("for pages is answered with the handler's own result or error, and nothing else of the run", async () => {
    const { headers } = await newToken({ kind: "publishable", scopes: ["tasks:run"] });
    const ask = async (payload: unknown) =>
      (await knockTrpc("tasks.runWithResult", { idOrName: "echo", payload }, { kind: "mutation", headers })).json();
    const done = (await ask({ n: 1 })).result.data;
    expect(done).toEqual({ runId: expect.any(Number), status: "completed", result: { shown: { n: 1 } } });
    const { error } = await ask({ fail: true });
    expect(error).toMatchObject({ message: "too far", data: { httpStatus: 422, runId: expect.any(Number) } });
    expect(error.data.error).toEqual({ name: "RangeError", message: "too far", status: "EXECUTION_FAILED", stack: "" });
    expect(JSON.stringify([done, error])).not.toMatch(/of the run|Screen|\.js|:\d+:\d+/);
  });

  it("of a user is one that the app's own key signed, by HS256 and nothing else", async () => {
    const { key } = await rotateUserKey(app, {});
    const { headers } = await newToken({ kind: "publishable", scopes: ["tasks:run"] });
    const seconds = Math.floor((await app.clock.now()).getTime() / 1_000);
    const claims = { sub: "ann", exp: seconds + 600 };
    const bytes = new TextEncoder().encode(key);
    const sign = (header: object, with_: Parameters<SignJWT["sign"]>[0] = bytes) =>
      new SignJWT(claims).setProtectedHeader({ alg: "HS256", ...header } as { alg: string }).sign(with_);
    const { publicKey, privateKey } = await generateKeyPair("RS256", { extractable: true });
    const jwk = await exportJWK(publicKey);
    const publicText = new TextEncoder().encode(JSON.stringify(jwk));
    const none = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.`;
    const wrong: [string, string][] = [
      ["alg none", none],
      ["alg None", none.replace(/^[^.]+/, Buffer.from('{"alg":"None"}').toString("base64url"))],
      ["a key of their own", await sign({ alg: "RS256" }, privateKey)],
      ["HS256 with a public key", await sign({}, publicText)],
      ["a key that the token brings along", await sign({ jwk }, publicText)],
      ["a key by path", await sign({ kid: "../../../../dev/null" }, new Uint8Array(32))],
      ["a key by address", await sign({ jku: `${EVIL}/keys` }, new Uint8Array(32))],
    ];
    const ask = (userToken: string) =>
      statusOf(
        knockTrpc(
          "tasks.run",
          { idOrName: "echo" },
          { kind: "mutation", headers: { ...headers, [USER_TOKEN_HEADER]: userToken } },
        ),
      );
    for (const [what, userToken] of wrong) expect([what, await ask(userToken)]).toEqual([what, 401]);
    expect(await ask(await sign({}))).toBe(200);
  });

  it("beside a cookie counts alone", async () => {
    const { headers } = await newToken({ scopes: ["tasks:read"] });
    const both = { ...headers, cookie };
    expect(await statusOf(knockTrpc("tokens.list", { appId: app.appId }, { kind: "query", headers: both }))).toBe(403);
    const foreign = { ...headers, cookie, origin: EVIL };
    expect(await statusOf(knockTrpc("tasks.list", {}, { kind: "query", headers: foreign }))).toBe(403);
  });
});

describe("a page of another origin", () => {
  const FORMS = ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"];

  it.each(FORMS)("cannot post a form of %s with somebody's cookie", async (contentType) => {
    const headers = { cookie, origin: EVIL, "sec-fetch-site": "cross-site", "content-type": contentType };
    const body = JSON.stringify({ appId: app.appId, idOrName: "echo" });
    for (const path of ["/api/trpc/tasks.run", "/api/v1/tasks/echo/runs", "/api/mcp", "/api/cron"])
      expect([path, await statusOf(post(path, body, headers))]).toEqual([path, path === "/api/mcp" ? 415 : 401]);
    // From a browser too old to say where from.
    const { origin: _left, ...silent } = headers;
    for (const path of ["/api/trpc/tasks.run", "/api/v1/tasks/echo/runs"])
      expect([path, await statusOf(post(path, body, silent))]).toEqual([path, 415]);
  });

  it("signs nobody in and nobody out", async () => {
    const editor = await newPerson(system.container, owner.ctx.organizationId, "editor");
    const own = await cookieOf(editor);
    const foreign = { origin: EVIL, "sec-fetch-site": "cross-site", ...JSON_TYPE };
    const credentials = JSON.stringify({ email: editor.email, password: PASSWORD });
    expect(await statusOf(post("/api/auth/sign-in/email", credentials, foreign))).toBe(403);
    expect(await statusOf(post("/api/auth/sign-out", "{}", { ...foreign, cookie: own }))).toBe(403);
    expect(await statusOf(knock("/api/auth/sign-out", { headers: { cookie: own } }))).toBeOneOf([404, 405]);
    expect(await statusOf(knockTrpc("me.get", undefined, { kind: "query", headers: { cookie: own } }))).toBe(200);
  });

  it.each(["null", EVIL])("from %s is never let in with credentials", async (origin) => {
    for (const path of ["/api/trpc/tasks.list", "/api/v1/tasks", "/api/mcp", "/api/cron", "/api/logs/export"])
      for (const method of ["OPTIONS", "GET"]) {
        const { headers } = await knock(path, {
          method,
          headers: { origin, cookie, "access-control-request-method": "POST" },
        });
        expect(headers.get("access-control-allow-credentials"), path).toBeNull();
        expect([null, origin], path).toContain(headers.get("access-control-allow-origin"));
      }
  });
});

describe("people", () => {
  it("of two organisations are in the one that they chose, whatever a header says", async () => {
    const person = await newPerson(system.container, owner.ctx.organizationId, "viewer");
    const other = await newOrganization(system.container, "Other");
    await join(system.container, other, person.id, "owner");
    await app.db.execute(sql`update member set created_at = now() - interval '1 day' where id = ${person.memberId}`);
    const headers = { cookie: await cookieOf(person), "x-organization-id": other, "x-tenant": other };
    const me = await knockTrpc("me.get", undefined, { kind: "query", headers });
    expect(await me.json()).toMatchObject({
      result: { data: { organization: { id: owner.ctx.organizationId }, role: "viewer" } },
    });
    expect(await statusOf(knockTrpc("apps.create", { name: "x" }, { kind: "mutation", headers }))).toBe(403);
  });

  it("are judged by the role of now, in each request and in a stream that is open", async () => {
    const editor = await newPerson(system.container, owner.ctx.organizationId, "editor");
    const headers = { cookie: await cookieOf(editor) };
    const change = () =>
      statusOf(knockTrpc("tasks.update", { appId: app.appId, idOrName: "echo" }, { kind: "mutation", headers }));
    expect(await change()).toBe(200);
    await setMemberRole(owner.ctx, { id: editor.memberId, role: "viewer" });
    expect(await change()).toBe(403);

    const stream = await knockTrpc("logs.stream", { appId: app.appId }, { kind: "subscription", headers });
    expect(stream.status).toBe(200);
    const text = stream.text();
    await removeMember(owner.ctx, { id: editor.memberId });
    const removed = performance.now();
    expect(await text).toContain("serialized-error");
    expect(performance.now() - removed).toBeLessThan(5_000);
  });

  it("who try ids out are told to wait, and learn nothing by it", async () => {
    const { id, headers } = await newToken();
    const get = () => knockTrpc("runs.get", { id: 987_654_321 }, { kind: "query", headers });
    expect((await get()).status).toBe(404);
    await app.db
      .update(rateWindows)
      .set({ used: MISSES_PER_MINUTE })
      .where(eq(rateWindows.key, `missed:token:${id}`));
    const refused = await get();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    // What is there is answered as ever.
    expect(await statusOf(knockTrpc("tasks.list", {}, { kind: "query", headers }))).toBe(200);
    const rest = await knock("/api/v1/runs/987654321", { headers });
    expect([rest.status, rest.headers.has("retry-after")]).toEqual([429, true]);
  });
});

describe("the scheduler's address", () => {
  const refused: [string, Record<string, string>, string?][] = [
    ["nothing", {}],
    ["Bearer", { authorization: "Bearer" }],
    ["an empty bearer", { authorization: "Bearer " }],
    ["undefined", { authorization: "Bearer undefined" }],
    ["null", { authorization: "Bearer null" }],
    ["a wrong secret", { authorization: "Bearer cron-secret-of-the-testx" }],
    ["the secret and more", { authorization: `Bearer ${SETTINGS.CRON_SECRET} x` }],
    ["another scheme", { authorization: `Basic ${SETTINGS.CRON_SECRET}` }],
    ["the secret in the address", {}, `?secret=${SETTINGS.CRON_SECRET}`],
    ["what a platform's scheduler sends", { "x-vercel-cron": "1", "user-agent": "vercel-cron/1.0" }],
    ["an address of its own network", { "x-forwarded-for": "127.0.0.1" }],
  ];

  it.each(refused)("is shut to %s", async (_what, headers, query = "") => {
    for (const method of ["GET", "POST"])
      expect(await statusOf(knock(`/api/cron${query}`, { method, headers }))).toBe(401);
  });

  it("is shut to people and tokens, the owner's own included", async () => {
    for (const headers of [{ cookie }, secret.headers])
      expect(await statusOf(knock("/api/cron", { method: "POST", headers }))).toBe(401);
  });

  it("answers with counts and nothing else, and does nothing for who only looks", async () => {
    const answer = await knock("/api/cron", { headers: CRON });
    const body = await answer.json();
    expect(Object.keys(body).toSorted()).toEqual(
      ["durationMs", "executed", "failed", "fired", "missed", "now", "remaining", "skipped"].toSorted(),
    );
    expect(Object.values(body).filter((value) => typeof value !== "number")).toEqual([body.now]);

    const { pageId } = await getTask(app, { idOrName: "echo" });
    const task = await createTask(app, { name: "scheduled", pageId, frequency: "* * * * *" });
    const { rows } = await app.db.execute<{ due: string }>(
      sql`update schedules set next_fire_at = date_trunc('minute', now()) where task_id = ${task.id}
          returning next_fire_at::text as due`,
    );
    const due = new Date(rows[0]!.due);
    const ofFire = () =>
      app.db
        .select()
        .from(runs)
        .where(and(eq(runs.taskId, task.id), eq(runs.fireAt, due)));
    const looked = await knock("/api/cron", { method: "HEAD", headers: CRON });
    expect([looked.status, looked.headers.get("allow"), (await ofFire()).length]).toEqual([405, "GET, POST", 0]);

    // However many call at once, a fire that is due happens once.
    const calls = await Promise.all(
      Array.from({ length: 25 }, () => knock("/api/cron", { method: "POST", headers: CRON })),
    );
    expect(new Set(calls.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await ofFire()).toHaveLength(1);
  });
});

describe("what goes wrong on our side", () => {
  it("is told in one sentence, without the query, the place or the secret", async () => {
    const { container } = system;
    const shared = globalThis as { appTasksContainer?: unknown };
    const secretText = "select * from tokens where hash = 'deadbeef' at /srv/app/server/x.ts:1:2";
    const broken = new Proxy(container.db, {
      get() {
        throw new Error(secretText);
      },
    });
    const brokenServices = { ...container.services, db: broken };
    shared.appTasksContainer = Promise.resolve({
      ...container,
      services: brokenServices,
      cron: async () => {
        throw new Error(secretText);
      },
    });
    try {
      const ping = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
      const asked: [string, Promise<Response>, number][] = [
        ["trpc", knockTrpc("tasks.list", {}, { kind: "query", headers: secret.headers }), 500],
        ["rest", knock("/api/v1/tasks", { headers: secret.headers }), 500],
        ["mcp", post("/api/mcp", ping, { ...secret.headers, ...JSON_TYPE }), 500],
        ["log export", knock("/api/logs/export?format=csv", { headers: secret.headers }), 500],
        ["csv export", knock("/api/data-sources/1/csv", { headers: secret.headers }), 500],
        ["hook", post("/api/hooks/x", "{}", JSON_TYPE), 500],
        // So that the caller comes again.
        ["cron", knock("/api/cron", { headers: CRON }), 503],
      ];
      for (const [what, answer, status] of asked) {
        const response = await answer;
        const text = await response.text();
        expect([what, response.status]).toEqual([what, status]);
        expect(text, what).not.toMatch(/select|tokens|deadbeef|\/srv|\.ts|stack/i);
        expect(text.length, what).toBeLessThan(400);
      }
    } finally {
      shared.appTasksContainer = Promise.resolve(container);
    }
  });
});

describe("the audit trail", () => {
  const entriesOf = (action: string) =>
    app.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.action, action))
      .then((rows) =>
        rows.map(({ targetKind, targetName, after, actorId, ip }) => ({ targetKind, targetName, after, actorId, ip })),
      );

  it("knows who took the log or a data source home", async () => {
    const source = await createDataSource(app, { name: "Contacts", entries: [{ Name: "Ann" }] });
    const filter = encodeURIComponent('{"search":"x"}');
    await (
      await knock(`/api/logs/export?format=ndjson&appId=${app.appId}&filter=${filter}`, { headers: { cookie } })
    ).text();
    await (await knock(`/api/data-sources/${source.id}/csv`, { headers: secret.headers })).text();
    const found = await entriesOf("export");
    expect(found).toContainEqual({
      ...{ targetKind: "export", targetName: "log", actorId: owner.id, ip: "192.0.2.1" },
      after: { format: "ndjson", search: "x" },
    });
    expect(found).toContainEqual({
      ...{ targetKind: "data-source", targetName: "Contacts", actorId: String(secret.id), ip: "192.0.2.1" },
      after: { format: "csv" },
    });
  });

  it("knows what a person started by hand, and leaves what apps ask for to the runs themselves", async () => {
    const run = (headers: Record<string, string>) =>
      knockTrpc("tasks.run", { appId: app.appId, idOrName: "echo" }, { kind: "mutation", headers });
    await run(secret.headers);
    const { runId } = (await (await run({ cookie })).json()).result.data;
    const task = await getTask(app, { idOrName: "echo" });
    expect(await entriesOf("start")).toEqual([
      {
        ...{ targetKind: "run", targetName: `echo #${runId}`, actorId: owner.id, ip: "192.0.2.1" },
        after: { taskId: task.id, trigger: "studio", environment: "draft" },
      },
    ]);
  });

  it("is nobody's to change: there is no call that writes or removes an entry", () => {
    const ofAudit = PROCEDURES.filter(({ path }) => path.startsWith("audit."));
    expect(ofAudit.map(({ kind }) => kind)).toEqual(ofAudit.map(() => "query"));
    for (const { path } of ofAudit) expect(ACCESS[path]!.scope).toBeUndefined();
  });
});

describe("an answer that is opened as a page", () => {
  it("is JSON that no browser takes for a page, whatever it holds", async () => {
    const html = "<script>alert(1)</script>";
    const ran = await post("/api/v1/tasks/echo/runs?wait=true", JSON.stringify({ payload: html }), {
      ...secret.headers,
      ...JSON_TYPE,
    });
    const { runId } = await ran.json();
    const answer = await knock(`/api/v1/runs/${runId}`, { headers: secret.headers });
    expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect((await answer.json()).result).toEqual({ shown: html });
  });
});

describe("a process that is to plan nothing", () => {
  it("plans nothing and runs nothing, as for a first look at a copy that was restored", async () => {
    const { pageId } = await getTask(app, { idOrName: "echo" });
    const task = await createTask(app, { name: "restored", pageId, frequency: "* * * * *" });
    await app.db.execute(
      sql`update schedules set next_fire_at = date_trunc('minute', now()) where task_id = ${task.id}`,
    );
    const ofTask = () => app.db.select().from(runs).where(eq(runs.taskId, task.id));
    const start = async (more: Record<string, string>) => {
      const container = await createContainer(
        readSettings({ ...SETTINGS, DATABASE_URL: system.url, SANDBOX_SIZE: "2", ...more }),
      );
      container.startBackground();
      return container;
    };
    // What the tests before left in the queue is not waited for.
    await app.db.execute(
      sql`update runs set status = 'cancelled', finished_at = now(), reason = 'left over' where status = 'queued'`,
    );
    const looking = await start({ ROLE: "web", TICKER: "off" });
    // One that works takes its first look at once, and would have found what is due for as long as the other is there.
    const working = await start({ ROLE: "all", TICKER: "off" });
    const { runId } = await requestRun(app, { idOrName: "echo" });
    try {
      await expect
        .poll(async () => (await app.db.select().from(runs).where(eq(runs.id, runId)))[0]!.status, { timeout: 20_000 })
        .toBe("completed");
      expect(await ofTask()).toEqual([]);
    } finally {
      await Promise.all([looking.close(), working.close()]);
    }
    const ticking = await start({ ROLE: "worker" });
    try {
      await expect.poll(async () => (await ofTask()).length, { timeout: 20_000 }).toBeGreaterThan(0);
    } finally {
      await ticking.close();
    }
  });
});
