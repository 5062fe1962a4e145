import { beforeAll, describe, expect, it } from "vitest";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { createOwner } from "../auth/create-owner.ts";
import { findSession } from "../auth/session.ts";
import type { AppContext } from "../context.ts";
import { createTask, getTask } from "../services/tasks/index.ts";
import { createToken } from "../services/tokens/index.ts";
import { handleTrpc } from "./handle-trpc.ts";

const system = useTestSystem();
const HOST = "studio.test";
const OWNER = { organization: "Acme", name: "Owner", email: "owner@acme.test", password: "correct horse battery" };

const handle = (request: Request) =>
  handleTrpc(request, { ...system.container, getSession: (headers) => findSession(system.container, headers) });

let app: AppContext;
let cookie: string;

beforeAll(async () => {
  const { db, auth } = system.container;
  const { organizationId } = await createOwner(db, OWNER);
  const request = new Request(`http://${HOST}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", host: HOST, origin: `http://${HOST}` },
    body: JSON.stringify({ email: OWNER.email, password: OWNER.password }),
  });
  const response = await auth.handler(request);
  cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");

  const { createApp } = await import("../services/apps/index.ts");
  const actor = { kind: "user", id: "owner", name: "Owner" } as const;
  const { id } = await createApp({ ...system.container.services, organizationId, actor }, { name: "Acme app" });
  app = { ...system.container.services, organizationId, actor, appId: id };
  const screen = await system.newScreen(
    app,
    handler("if (payload?.fail) throw new RangeError('too far'); return { echo: payload }"),
  );
  await createTask(app, { name: "echo", pageId: screen.id });
});

interface Answer {
  httpStatus: number;
  headers: Headers;
  data?: unknown;
  error?: { message: string; data: Record<string, unknown> };
}

async function call(
  procedure: string,
  input: unknown,
  headers: Record<string, string>,
  method: "GET" | "POST" = "POST",
): Promise<Answer> {
  const query = method === "GET" ? `?input=${encodeURIComponent(JSON.stringify(input))}` : "";
  const response = await handle(
    new Request(`http://${HOST}/api/trpc/${procedure}${query}`, {
      method,
      headers: { host: HOST, "content-type": "application/json", ...headers },
      ...(method === "POST" && { body: JSON.stringify(input) }),
    }),
  );
  const body = (await response.json()) as { result?: { data: unknown }; error?: Answer["error"] };
  return {
    httpStatus: response.status,
    headers: response.headers,
    data: body.result?.data,
    ...(body.error && { error: body.error }),
  };
}

const bearer = async (input: Partial<Parameters<typeof createToken>[1]> = {}) => {
  const { token } = await createToken(app, {
    name: "test",
    kind: "secret",
    scopes: ["tasks:read", "tasks:write", "tasks:run", "logs:read"],
    ...input,
  });
  return { authorization: `Bearer ${token}` };
};

describe("credentials", () => {
  it("lets a signed-in person into the apps of their organisation, and into no other", async () => {
    expect((await call("tasks.list", { appId: app.appId }, { cookie }, "GET")).data).toHaveLength(1);
    const foreign = await system.newApp();
    const refused = await call("tasks.list", { appId: foreign.appId }, { cookie }, "GET");
    expect(refused).toMatchObject({ httpStatus: 404, error: { data: { status: "APP_NOT_FOUND" } } });
    const unknown = await call("tasks.list", { appId: 987_654 }, { cookie }, "GET");
    expect(refused.error?.message.replace(/\d+/, "")).toBe(unknown.error?.message.replace(/\d+/, ""));
  });

  it.each([
    ["no credential", {}],
    ["a token that was never issued", { authorization: `Bearer ats_${"x".repeat(43)}` }],
    ["something that is no bearer token", { authorization: "Basic dXNlcjpwYXNz" }],
    ["a made-up cookie", { cookie: "app-tasks.session_token=made.up" }],
  ])("answers 401 to %s", async (_what, headers) => {
    for (const procedure of [
      "tasks.list",
      "runs.list",
      "logs.list",
      "screens.list",
      "tokens.list",
      "apps.list",
      "schedules.preview",
    ]) {
      expect(
        await call(procedure, { appId: app.appId, frequency: "* * * * *" }, headers, "GET"),
        procedure,
      ).toMatchObject({ httpStatus: 401, error: { data: { status: "UNAUTHORIZED" } } });
    }
  });

  it("lets a token do what its scopes say, in its own app, until it is revoked", async () => {
    const headers = await bearer({ scopes: ["tasks:read"] });
    expect((await call("tasks.list", {}, headers, "GET")).data).toMatchObject([{ name: "echo", appId: app.appId }]);
    expect(await call("tasks.run", { idOrName: "echo" }, headers)).toMatchObject({
      httpStatus: 403,
      error: { data: { status: "FORBIDDEN" } },
    });
    expect(await call("tokens.list", {}, headers, "GET")).toMatchObject({ httpStatus: 403 });
    expect(await call("apps.list", {}, headers, "GET")).toMatchObject({ httpStatus: 403 });
    const foreign = await system.newApp();
    expect(await call("tasks.list", { appId: foreign.appId }, headers, "GET")).toMatchObject({ httpStatus: 404 });

    const { listTokens, revokeToken } = await import("../services/tokens/index.ts");
    const newest = (await listTokens(app))[0]!;
    expect(newest.lastUsedAt).not.toBeNull();
    await expect(revokeToken(foreign, { id: newest.id })).rejects.toMatchObject({ status: "TOKEN_NOT_FOUND" });
    await revokeToken(app, { id: newest.id });
    expect(await call("tasks.list", {}, headers, "GET")).toMatchObject({ httpStatus: 401 });
  });

  it("makes only tokens that their kind allows", async () => {
    const publishable = await call(
      "tokens.create",
      { appId: app.appId, name: "page", kind: "publishable", scopes: ["tasks:write"], origins: ["https://app.test"] },
      { cookie },
    );
    expect(publishable).toMatchObject({ httpStatus: 400, error: { data: { field: "scopes" } } });
    const badOrigin = await call(
      "tokens.create",
      { appId: app.appId, name: "page", kind: "secret", scopes: ["tasks:run"], origins: ["app.test/path"] },
      { cookie },
    );
    expect(badOrigin).toMatchObject({ httpStatus: 400, error: { data: { field: "origins.0" } } });
  });
});

describe("pages of other origins", () => {
  const origin = "https://app.test";

  it("may call with a token that lists their origin, and are answered with CORS headers without credentials", async () => {
    const headers = { ...(await bearer({ origins: [origin] })), origin };
    const answer = await call("tasks.runWithResult", { idOrName: "echo", payload: 1 }, headers);
    expect(answer.data).toMatchObject({ status: "completed", result: { echo: 1 } });
    expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    const preflight = await handle(
      new Request(`http://${HOST}/api/trpc/tasks.run`, { method: "OPTIONS", headers: { host: HOST, origin } }),
    );
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-headers")).toContain("authorization");
  });

  it.each(["https://evil.test", "https://app.test.evil.test", "null", "http://app.test"])(
    "are refused from %s",
    async (other) => {
      const headers = { ...(await bearer({ origins: [origin] })), origin: other };
      expect(await call("tasks.list", {}, headers, "GET")).toMatchObject({
        httpStatus: 403,
        error: { data: { status: "FORBIDDEN" } },
      });
    },
  );

  it("never act with somebody's cookie", async () => {
    const answer = await call(
      "tasks.run",
      { appId: app.appId, idOrName: "echo" },
      { cookie, origin: "https://evil.test" },
    );
    expect(answer).toMatchObject({ httpStatus: 401 });
  });

  it("send no more than may be sent, also when they do not say how much it is", async () => {
    const endless = new ReadableStream<Uint8Array>({ pull: (to) => to.enqueue(new Uint8Array(1_000_000).fill(32)) });
    const headers = { host: HOST, "content-type": "application/json", ...(await bearer()) };
    const init = { method: "POST", headers, body: endless, duplex: "half" };
    const response = await handle(new Request(`http://${HOST}/api/trpc/tasks.run`, init));
    expect(response.status).toBe(413);
  });

  it("send JSON and nothing else", async () => {
    const answer = await call(
      "tasks.run",
      { appId: app.appId, idOrName: "echo" },
      { cookie, "content-type": "text/plain" },
    );
    expect(answer.httpStatus).toBe(415);
  });
});

const PAGE_TOKEN = { name: "page", kind: "publishable", scopes: ["tasks:run"] };

describe("answers", () => {
  it.each([
    ["tasks.create", { pageId: 1 }, 400, "NAME_REQUIRED", "name"],
    ["tasks.create", { name: "", pageId: 1 }, 400, "NAME_EMPTY", "name"],
    ["tasks.create", { name: "x".repeat(256), pageId: 1 }, 400, "NAME_TOO_LONG", "name"],
    ["tasks.create", { name: "a b", pageId: 1 }, 400, "NAME_INVALID_CHARS", "name"],
    ["tasks.create", { name: "ok", pageId: "1" }, 400, "INVALID_INPUT", "pageId"],
    ["tasks.create", { name: "ok", pageId: 1, active: "false" }, 400, "INVALID_INPUT", "active"],
    ["tasks.create", { name: "ok", pageId: 1, nextRunAt: "2020-01-01" }, 400, "INVALID_INPUT", "nextRunAt"],
    ["tasks.create", { name: "echo", pageId: 1 }, 409, "NAME_ALREADY_EXISTS", "name"],
    ["tasks.create", { name: "ok", pageId: 999_999 }, 404, "SCREEN_NOT_FOUND", "pageId"],
    ["tasks.update", { idOrName: "echo", frequency: "* * * * * *" }, 400, "FREQUENCY_INVALID", "frequency"],
    ["tasks.update", { idOrName: "echo", timezone: "Nowhere/City" }, 400, "TIMEZONE_INVALID", "timezone"],
    ["tasks.remove", { idOrName: "nobody" }, 404, "TASK_NOT_FOUND", "idOrName"],
    ["tasks.run", { idOrName: "echo", payload: "x".repeat(1_048_577) }, 413, "PAYLOAD_TOO_LARGE", "payload"],
    ["tasks.run", { idOrName: "echo", idempotencyKey: "webhook:1:a" }, 400, "INVALID_INPUT", "idempotencyKey"],
    ["screens.create", { name: "long", code: "x".repeat(1_048_577) }, 413, "PAYLOAD_TOO_LARGE", "code"],
    ["tokens.create", { ...PAGE_TOKEN, origins: ["https://*.x.com"] }, 400, "INVALID_INPUT", "origins.0"],
  ])("%s of %j is refused with %i %s", async (procedure, input, httpStatus, status, field) => {
    const answer = await call(procedure, { appId: app.appId, ...input }, { cookie });
    expect(answer).toMatchObject({ httpStatus, error: { data: { status, field } } });
    expect(answer.error?.message.length).toBeGreaterThan(10);
    expect(JSON.stringify(answer.error)).not.toMatch(/\.ts:|select |node_modules/);
  });

  it("says in words that an input is no JSON, and that a window runs backwards", async () => {
    const headers = { host: HOST, "content-type": "application/json", ...(await bearer()) };
    const ask = async (path: string, init: RequestInit = {}) => {
      const response = await handle(new Request(`http://${HOST}/api/trpc/${path}`, { ...init, headers }));
      return { httpStatus: response.status, ...(await response.json()) };
    };
    const unreadable = { message: "The input of the call is not JSON.", data: { status: "INVALID_INPUT" } };
    expect(await ask("tasks.run", { method: "POST", body: '{"a":' })).toMatchObject({
      httpStatus: 400,
      error: unreadable,
    });
    expect(await ask("tasks.list?input=notjson")).toMatchObject({ httpStatus: 400, error: unreadable });

    const { id } = await getTask(app, { idOrName: "echo" });
    const window = { from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z" };
    expect(await call("schedules.audit", { taskId: id, ...window }, await bearer(), "GET")).toMatchObject({
      httpStatus: 400,
      error: { message: "to must not be before from.", data: { field: "to" } },
    });
  });

  it("carries the handler's failure, and keeps the run that failed", async () => {
    const answer = await call("tasks.runWithResult", { idOrName: "echo", payload: { fail: true } }, await bearer());
    expect(answer).toMatchObject({
      httpStatus: 422,
      error: {
        message: "too far",
        data: { status: "EXECUTION_FAILED", error: { name: "RangeError", message: "too far" } },
      },
    });
    const run = await call("runs.get", { id: answer.error?.data.runId }, await bearer(), "GET");
    expect(run.data).toMatchObject({ status: "failed", trigger: "api", environment: "published" });
  });

  it("counts and pages the log as the reference says", async () => {
    const headers = await bearer();
    await call("tasks.runWithResult", { idOrName: "echo", payload: 1 }, headers);
    const { data } = await call("logs.list", { limit: 1, where: { type: "app.task.completed" } }, headers, "GET");
    expect(data).toMatchObject({
      count: expect.any(Number),
      logs: [
        {
          type: "app.task.completed",
          data: {
            mode: "on-demand",
            result: { echo: 1 },
            pageId: expect.any(Number),
            taskId: expect.any(Number),
            duration: expect.any(Number),
          },
        },
      ],
    });
    expect(await call("logs.list", { where: { type: "nonsense" } }, headers, "GET")).toMatchObject({
      httpStatus: 400,
      error: { data: { field: "where.type" } },
    });
    expect(await call("logs.list", { where: { appId: 2 } }, headers, "GET")).toMatchObject({ httpStatus: 400 });
    expect(await call("logs.list", { limit: 0 }, headers, "GET")).toMatchObject({
      httpStatus: 400,
      error: { data: { field: "limit" } },
    });
  });

  it("judges each call of a batch alone", async () => {
    const headers = await bearer({ scopes: ["tasks:read"] });
    const response = await handle(
      new Request(
        `http://${HOST}/api/trpc/tasks.list,runs.list?batch=1&input=${encodeURIComponent(JSON.stringify({ 0: {}, 1: {} }))}`,
        { headers: { host: HOST, ...headers } },
      ),
    );
    const [allowed, denied] = (await response.json()) as Answer[];
    expect(allowed).toHaveProperty("result");
    expect(denied).toMatchObject({ error: { data: { httpStatus: 403 } } });
  });
});

describe("setup", () => {
  it("is closed once there is an owner, whatever the token", async () => {
    expect((await call("setup.status", {}, {}, "GET")).data).toEqual({ needed: false });
    const input = { ...OWNER, email: "second@acme.test" };
    expect(await call("setup.createOwner", { ...input, token: "wrong" }, {})).toMatchObject({ httpStatus: 403 });
    expect(await call("setup.createOwner", { ...input, token: system.container.setupToken }, {})).toMatchObject({
      httpStatus: 409,
      error: { data: { status: "SETUP_DONE" } },
    });
  });
});
