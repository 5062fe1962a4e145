import { beforeAll, describe, expect, it } from "vitest";
import { SCOPES, type Scope } from "#domain/scope.ts";
import type { AppContext } from "#server/context.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { createToken } from "#server/services/tokens/index.ts";
import { askApi, HOST } from "#tests/support/api/api-caller.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { contextOf } from "../trpc/door.ts";
import { appRouter } from "../trpc/root.ts";
import { handleRest } from "./handle-rest.ts";
import { OPERATIONS, WITHOUT_OPERATION } from "./operations/index.ts";
import { isQuery } from "./shape.ts";

const system = useTestSystem();
let app: AppContext;
let all: Record<string, string>;

beforeAll(async () => {
  app = await system.newApp();
  const screen = await system.newScreen(
    app,
    handler("if (payload?.fail) throw new RangeError('too far'); return { echo: payload }"),
  );
  await createTask(app, { name: "echo", pageId: screen.id });
  await createTask(app, { name: "2021", pageId: screen.id });
  all = await bearer([...SCOPES]);
});

async function bearer(scopes: Scope[], origins: string[] = []): Promise<Record<string, string>> {
  const { token } = await createToken(app, { name: "test", kind: "secret", scopes, origins });
  return { authorization: `Bearer ${token}` };
}

const ask = (method: string, path: string, { query = "", body = undefined as unknown, headers = {} } = {}) =>
  askApi(system.container, {
    method,
    path,
    query,
    headers: { ...all, ...headers },
    ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });

/** The error code of a call that no procedure can mean, made before any of them does something; null for none. */
async function refusalOf(procedure: string, headers: Record<string, string>): Promise<string | null> {
  const { services, setup } = system.container;
  const request = new Request(`http://${HOST}/`, { headers });
  const context = await contextOf(request, { services, setup, getSession: async () => null }, {});
  const caller = appRouter.createCaller(context) as unknown;
  const call = procedure.split(".").reduce((at, name) => (at as Record<string, unknown>)[name], caller);
  return (call as (input: unknown) => Promise<unknown>)({ "no such field": 1 }).then(
    () => null,
    (error: { code: string }) => error.code,
  );
}

describe("the table of operations", () => {
  it("holds every procedure that a token may call, or says why not", async () => {
    const inTable = new Set<string>(
      OPERATIONS.flatMap(({ procedure, waiting }) => [procedure, waiting?.procedure ?? []].flat()),
    );
    const undecided: string[] = [];
    for (const procedure of Object.keys(appRouter._def.procedures)) {
      const code = await refusalOf(procedure, all);
      const isForTokens = code !== "FORBIDDEN" && code !== "UNAUTHORIZED";
      const isDecided = inTable.has(procedure) !== procedure in WITHOUT_OPERATION;
      if (isForTokens !== isDecided) undecided.push(`${procedure} (${code})`);
    }
    expect(undecided).toEqual([]);
  });

  it("asks of each token the scope that it says, and no other", async () => {
    const [only, others] = [new Map<Scope, Record<string, string>>(), new Map<Scope, Record<string, string>>()];
    for (const scope of SCOPES) {
      only.set(scope, await bearer([scope]));
      others.set(scope, await bearer(SCOPES.filter((one) => one !== scope)));
    }
    for (const { procedure, scope, waiting } of OPERATIONS)
      for (const name of [procedure, ...(waiting ? [waiting.procedure] : [])]) {
        const wanted = scope ?? "tasks:read";
        expect(await refusalOf(name, only.get(wanted)!), name).toBe("BAD_REQUEST");
        expect(await refusalOf(name, others.get(wanted)!), name).toBe(scope ? "FORBIDDEN" : "BAD_REQUEST");
      }
  });

  it("reads with GET and changes with the other methods, each path once", () => {
    const writing = OPERATIONS.filter(({ method, procedure }) => method === "GET" && !isQuery(procedure));
    expect(writing).toEqual([]);
    const routes = OPERATIONS.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, "{}")}`);
    expect(new Set(routes).size).toBe(routes.length);
  });
});

describe("a task by its id or name", () => {
  it("takes digits for an id, unless the address says that they are a name", async () => {
    const echo = await ask("GET", "/tasks/echo");
    expect(echo).toMatchObject({ status: 200, body: { name: "echo" } });
    expect(await ask("GET", `/tasks/${echo.body.id}`)).toMatchObject({ body: { name: "echo" } });
    expect(await ask("GET", "/tasks/2021")).toMatchObject({
      status: 404,
      body: { error: { status: "TASK_NOT_FOUND" } },
    });
    expect(await ask("GET", "/tasks/2021", { query: "by=name" })).toMatchObject({ body: { name: "2021" } });
    expect(await ask("GET", "/tasks/2021", { query: "by=id" })).toMatchObject({
      status: 400,
      body: { error: { field: "by" } },
    });
  });
});

describe("a run", () => {
  it("is queued, or waited for, or fails with what its handler threw", async () => {
    const queued = await ask("POST", "/tasks/echo/runs", { body: { payload: 1 } });
    expect(queued).toMatchObject({ status: 202, body: { runId: expect.any(Number) } });
    expect(await ask("POST", "/tasks/echo/runs", { query: "wait=true", body: { payload: 2 } })).toMatchObject({
      status: 200,
      body: { status: "completed", result: { echo: 2 } },
    });
    expect(
      await ask("POST", "/tasks/echo/runs", { query: "wait=true", body: { payload: { fail: true } } }),
    ).toMatchObject({
      status: 422,
      body: {
        error: {
          status: "EXECUTION_FAILED",
          message: "too far",
          runId: expect.any(Number),
          thrown: { name: "RangeError", line: expect.any(Number) },
        },
      },
    });
  });

  it("is the same run for the same idempotency key, which stands in a header", async () => {
    const headers = { "idempotency-key": "wish-1" };
    const [first, second] = [
      await ask("POST", "/tasks/echo/runs", { headers }),
      await ask("POST", "/tasks/echo/runs", { headers }),
    ];
    expect(first.status).toBe(202);
    expect(second.body).toEqual(first.body);
    expect(await ask("POST", "/tasks/echo/runs", { body: { idempotencyKey: "x" } })).toMatchObject({
      status: 400,
      body: { error: { field: "Idempotency-Key" } },
    });
    expect(await ask("POST", "/tasks/echo/runs", { headers: { "idempotency-key": "x".repeat(201) } })).toMatchObject({
      status: 400,
      body: { error: { field: "Idempotency-Key" } },
    });
  });
});

describe("input", () => {
  it("stands in the address as text, and reaches the procedure in its own form", async () => {
    const list = await ask("GET", "/runs", { query: "status=completed&status=failed&limit=1&sort=oldest" });
    expect(list).toMatchObject({ status: 200, body: { runs: [{ taskName: "echo" }] } });
    expect(await ask("GET", "/logs", { query: "type=app.task.failed" })).toMatchObject({
      status: 200,
      body: { logs: [{ type: "app.task.failed" }] },
    });
    const { body: source } = await ask("POST", "/data-sources", {
      body: { name: "Contacts", entries: [{ Office: "London" }, { Office: "Paris" }] },
    });
    const where = encodeURIComponent(JSON.stringify({ Office: "Paris" }));
    expect(
      await ask("GET", `/data-sources/${source.id}/entries`, { query: `where=${where}&includePagination=true` }),
    ).toMatchObject({
      body: { entries: [{ data: { Office: "Paris" } }], pagination: { total: 1 } },
    });
    expect(await ask("GET", `/data-sources/${source.id}/indexes`, { query: "columns=Office" })).toMatchObject({
      body: { Office: ["London", "Paris"] },
    });
  });

  it.each([
    ["GET", "/runs", "limit=0", undefined, 400, "limit"],
    ["GET", "/runs", "limit=ten", undefined, 400, "limit"],
    ["GET", "/runs", "limit=1&limit=2", undefined, 400, "limit"],
    ["GET", "/runs", "status=nonsense", undefined, 400, "status"],
    ["GET", "/runs", "color=red", undefined, 400, "color"],
    ["GET", "/runs/12x", "", undefined, 400, "id"],
    ["GET", "/logs", "type=nonsense", undefined, 400, "type"],
    ["GET", "/logs/lines", "fieldName=", undefined, 400, "fieldName"],
    ["GET", "/data-sources/1/entries", "where={", undefined, 400, "where"],
    ["POST", "/tasks", "", {}, 400, "name"],
    ["POST", "/tasks", "", { name: "ok", pageId: 1, nextRunAt: "2020-01-01" }, 400, "nextRunAt"],
    ["PATCH", "/tasks/echo", "", { idOrName: "2021", active: false }, 400, "idOrName"],
    ["POST", "/tasks/echo/runs", "wait=yes", {}, 400, "wait"],
    ["POST", "/tasks/echo/runs", "", { payload: "x".repeat(1_048_577) }, 413, "payload"],
    ["POST", "/tasks", "", "[1]", 400, undefined],
    ["POST", "/tasks", "", '{"name": nonsense}', 400, undefined],
    ["POST", "/tasks", "", `{"name": "${"x".repeat(8 * 1_048_576)}"}`, 413, undefined],
    ["POST", "/tasks", "", undefined, 415, undefined],
  ])("%s %s?%s that cannot be meant is refused: %#", async (method, path, query, body, status, field) => {
    const answer = await ask(method, path, { query, body });
    expect(answer).toMatchObject({ status, body: { error: { status: expect.stringMatching(/^[A-Z_]+$/) } } });
    expect(answer.body.error.field).toBe(field);
    expect(answer.body.error.message.length).toBeGreaterThan(10);
  });

  it("says where JSON goes wrong", async () => {
    expect((await ask("POST", "/tasks", { body: '{"name": nonsense}' })).body.error).toMatchObject({ position: 9 });
  });
});

describe("the door", () => {
  it("answers 404 to a path that there is not, and 405 with what is allowed to a method that it has not", async () => {
    expect(await ask("GET", "/nothing")).toMatchObject({ status: 404, body: { error: { status: "NOT_FOUND" } } });
    expect(await ask("GET", "")).toMatchObject({ status: 404 });
    expect(await ask("GET", "/tasks/%E0%A4%A")).toMatchObject({ status: 400 });
    const refused = await ask("PUT", "/tasks/echo", { body: {} });
    expect(refused).toMatchObject({ status: 405, body: { error: { status: "METHOD_NOT_ALLOWED" } } });
    expect(refused.headers.get("allow")).toBe("GET, PATCH, DELETE");
    expect((await ask("GET", "/runs/bulk")).headers.get("allow")).toBe("POST");
  });

  it("knows credentials, scopes, other apps and content types as the tRPC way does", async () => {
    expect(await ask("GET", "/tasks", { headers: { authorization: "Bearer ats_nonsense" } })).toMatchObject({
      status: 401,
      body: { error: { status: "UNAUTHORIZED" } },
    });
    expect(await ask("GET", "/tasks", { headers: await bearer(["logs:read"]) })).toMatchObject({
      status: 403,
      body: { error: { status: "FORBIDDEN" } },
    });
    const foreign = await system.newApp();
    expect(await ask("GET", "/tasks", { query: `appId=${foreign.appId}` })).toMatchObject({
      status: 404,
      body: { error: { status: "APP_NOT_FOUND", field: "appId" } },
    });
    expect(
      await ask("POST", "/tasks/echo/runs", { body: "a=1", headers: { "content-type": "text/plain" } }),
    ).toMatchObject({
      status: 415,
    });
  });

  it("lets pages of other origins in with a token that lists them, and never with a cookie", async () => {
    const origin = "https://app.test";
    const headers = { ...(await bearer(["tasks:read"], [origin])), origin };
    const answer = await ask("GET", "/tasks", { headers });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("access-control-allow-origin")).toBe(origin);
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    expect(await ask("GET", "/tasks", { headers: { ...headers, origin: "https://evil.test" } })).toMatchObject({
      status: 403,
    });

    const plain = (method: string) =>
      handleRest(new Request(`http://${HOST}/api/v1/tasks`, { method, headers: { host: HOST, origin } }), {
        ...system.container,
        getSession: async () => {
          throw new Error("The cookie was looked at.");
        },
      });
    expect((await plain("GET")).status).toBe(401);
    const preflight = await plain("OPTIONS");
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-methods")).toContain("DELETE");
    expect(preflight.headers.get("access-control-allow-headers")).toContain("idempotency-key");
  });
});
