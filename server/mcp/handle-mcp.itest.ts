import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries, runs } from "#db/schema/index.ts";
import type { Scope } from "#domain/scope.ts";
import { type FetchServer, serveFetch } from "#tests/support/fetch-server.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import type { AppContext } from "../context.ts";
import { drain } from "../runner/drain.ts";
import { requestRun } from "../services/runs/index.ts";
import { getScreen } from "../services/screens/index.ts";
import { createTask } from "../services/tasks/index.ts";
import { createToken, revokeToken } from "../services/tokens/index.ts";
import { handleMcp } from "./handle-mcp.ts";

const system = useTestSystem();
let server: FetchServer;
beforeAll(async () => {
  server = await serveFetch((request) => handleMcp(request, { ...system.container, getSession: async () => null }));
});
afterAll(() => server.close());

const ALL: Scope[] = ["tasks:read", "tasks:run", "logs:read", "screens:read", "screens:write"];

const tokenOf = (app: AppContext, scopes: Scope[] = ALL, kind: "secret" | "publishable" = "secret") =>
  createToken(app, { name: "model", kind, scopes });

/** The protocol's own client, signed in with a token. */
async function connect(token: string): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${server.url}/api/mcp`), {
      requestInit: { headers: { authorization: `Bearer ${token}` } },
    }),
  );
  return client;
}

type Answer = { structuredContent: Record<string, unknown>; isError?: boolean; content: { text: string }[] };

const call = async (client: Client, name: string, args: Record<string, unknown> = {}) =>
  (await client.callTool({ name, arguments: args })) as unknown as Answer;

async function appWithTask(body = "return payload") {
  const app = await system.newApp();
  const screen = await system.newScreen(app, handler(body), "Booking");
  const task = await createTask(app, { name: "task", pageId: screen.id });
  return { app, screen, task };
}

const workOff = () => drain(system.container.runnerDeps, new AbortController().signal);

async function post(body: unknown, headers: Record<string, string> = {}, method = "POST") {
  const response = await fetch(`${server.url}/api/mcp`, {
    method,
    headers: { "content-type": "application/json", accept: "application/json, text/event-stream", ...headers },
    ...(method === "POST" && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text === "" ? null : JSON.parse(text) };
}

describe("the protocol's own client", () => {
  it("finds the tools that the token's scopes allow, and only those", async () => {
    const { app } = await appWithTask();
    const namesFor = async (scopes: Scope[]) => {
      const client = await connect((await tokenOf(app, scopes)).token);
      return (await client.listTools()).tools.map(({ name }) => name);
    };
    expect(await namesFor(ALL)).toEqual([
      "list_tasks",
      "get_task",
      "run_task",
      "get_run",
      "read_logs",
      "list_failures",
      "read_failure",
      "list_screens",
      "get_screen",
      "propose_draft",
      "describe_schedule",
    ]);
    expect(await namesFor(["tasks:read"])).toEqual(["list_tasks", "get_task", "describe_schedule"]);
    expect(await namesFor(["screens:read"])).toEqual(["list_screens", "get_screen", "describe_schedule"]);
  });

  it("runs a task and waits, as the token, which the run and the trail say", async () => {
    const { app, task } = await appWithTask("return { got: payload.a }");
    const client = await connect((await tokenOf(app)).token);
    const answer = await call(client, "run_task", { task: "task", payload: { a: 1 }, wait: true });
    expect(answer.structuredContent).toMatchObject({ status: "completed", result: { got: 1 } });
    expect(JSON.parse(answer.content[0]!.text)).toEqual(answer.structuredContent);
    const [run] = await app.db.select().from(runs).where(eq(runs.taskId, task.id));
    expect(run).toMatchObject({ trigger: "api", environment: "published", requestedBy: "token model" });
    const [entry] = await app.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.appId, app.appId))
      .orderBy(desc(auditEntries.id))
      .limit(1);
    expect(entry).toMatchObject({
      action: "mcp",
      actorKind: "token",
      targetName: "run_task",
      after: { task: "task", runId: run!.id },
    });
  });

  it("gives one run for one idempotency key", async () => {
    const { app } = await appWithTask();
    const client = await connect((await tokenOf(app)).token);
    const ask = () => call(client, "run_task", { task: "task", idempotencyKey: "once" });
    expect((await ask()).structuredContent).toEqual((await ask()).structuredContent);
  });

  it("reads a failure: the error, the line of the code that ran, the last log lines", async () => {
    const { app, task } = await appWithTask();
    const code =
      "Fliplet.Page.onRemoteExecution(function (payload) {\n  console.log('before');\n  throw new TypeError('boom');\n});";
    const broken = await system.newScreen(app, code, "Broken");
    await createTask(app, { name: "broken", pageId: broken.id });
    const { runId } = await requestRun({ ...app, actor: { kind: "system" } }, { idOrName: "broken" });
    await requestRun(app, { idOrName: task.id });
    await workOff();

    const client = await connect((await tokenOf(app)).token);
    const listed = (await call(client, "list_failures")).structuredContent;
    expect(listed?.failures).toMatchObject([{ runId, taskName: "broken", error: { message: "boom", line: 3 } }]);
    const failure = (await call(client, "read_failure", { runId })).structuredContent;
    expect(failure).toMatchObject({ status: "failed", screenId: broken.id, lines: [{ message: "before" }] });
    expect(failure.code).toContain("> 3 |   throw new TypeError('boom');");

    const without = await connect((await tokenOf(app, ["logs:read"])).token);
    expect((await call(without, "read_failure", { runId })).structuredContent.code).toContain("lacks the scope");
    expect((await call(client, "run_task", { task: "broken", wait: true })).structuredContent).toMatchObject({
      status: "failed",
      error: { name: "TypeError", message: "boom" },
    });
  });

  it("proposes a draft, which is not published and not saved over somebody else's", async () => {
    const { app, screen } = await appWithTask();
    const client = await connect((await tokenOf(app)).token);
    const { draftVersion } = (await call(client, "get_screen", { screenId: screen.id })).structuredContent;
    const code = handler("return 2");
    const saved = await call(client, "propose_draft", { screenId: screen.id, code, draftVersion });
    expect(saved.structuredContent).toMatchObject({ screenId: screen.id, publishedVersion: draftVersion });
    const after = await getScreen(app, { id: screen.id });
    expect([after.code, after.publishedCode]).toEqual([code, handler("return payload")]);
    const late = await call(client, "propose_draft", { screenId: screen.id, code: "x", draftVersion });
    expect(late.isError).toBe(true);
    expect((await getScreen(app, { id: screen.id })).code).toBe(code);
  });

  it("is told what was wrong as an answer that a model can act on", async () => {
    const { app } = await appWithTask();
    const client = await connect((await tokenOf(app)).token);
    expect(await call(client, "run_task", { task: "nope" })).toMatchObject({
      isError: true,
      content: [{ text: 'TASK_NOT_FOUND: There is no task named "nope" in this app.' }],
    });
    expect(await call(client, "get_run", { runId: "1" })).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining("runId") }],
    });
    expect(await call(client, "get_task", { task: "task", force: true })).toMatchObject({ isError: true });
    expect(await call(client, "describe_schedule", { frequency: "61 * * * *" })).toMatchObject({ isError: true });
    expect((await call(client, "describe_schedule", { frequency: "0 8 * * 1" })).structuredContent).toMatchObject({
      fires: expect.any(Array),
    });
  });

  it("reaches nothing of another app", async () => {
    const { app, screen, task } = await appWithTask();
    const { runId } = await requestRun(app, { idOrName: "task" });
    const stranger = await system.newApp();
    const client = await connect((await tokenOf(stranger)).token);
    for (const [name, args] of [
      ["get_task", { task: task.id }],
      ["run_task", { task: task.id }],
      ["get_run", { runId }],
      ["read_failure", { runId }],
      ["get_screen", { screenId: screen.id }],
      ["propose_draft", { screenId: screen.id, code: "x", draftVersion: 1 }],
    ] as const)
      expect(await call(client, name, args), name).toMatchObject({ isError: true });
    expect((await call(client, "read_logs", { runId })).structuredContent).toMatchObject({ lines: [] });
    await workOff();
  });

  it("is told of a tool beyond its scopes as of one that is not there", async () => {
    const { app } = await appWithTask();
    const client = await connect((await tokenOf(app, ["tasks:read"])).token);
    await expect(call(client, "run_task", { task: "task" })).rejects.toThrow('There is no tool "run_task"');
    await expect(call(client, "publish")).rejects.toThrow('There is no tool "publish"');
  });
});

describe("a message", () => {
  const bearer = async () => {
    const { app } = await appWithTask();
    const { id, token } = await tokenOf(app);
    return { app, id, headers: { authorization: `Bearer ${token}` } };
  };
  const PING = { jsonrpc: "2.0", id: 1, method: "ping" };

  it("is answered in plain JSON, that nobody keeps and no other page reads", async () => {
    const { headers } = await bearer();
    const { status, json, headers: got } = await post(PING, headers);
    expect([status, json]).toEqual([200, { jsonrpc: "2.0", id: 1, result: {} }]);
    expect(got.get("content-type")).toContain("application/json");
    expect([got.get("cache-control"), got.get("access-control-allow-origin")]).toEqual(["no-store", null]);
  });

  it.each([
    ["2025-06-18", "2025-06-18"],
    ["2025-11-25", "2025-11-25"],
    ["2024-11-05", "2025-11-25"],
    ["2099-01-01", "2025-11-25"],
  ])("that begins with version %s is answered with %s", async (protocolVersion, agreed) => {
    const { headers } = await bearer();
    const initialize = { jsonrpc: "2.0", id: 0, method: "initialize", params: { protocolVersion } };
    expect((await post(initialize, headers)).json.result).toMatchObject({ protocolVersion: agreed });
  });

  it.each([
    [[PING], {}, 400, -32600],
    ["{", {}, 400, -32700],
    [{ id: 1, method: "ping" }, {}, 400, -32600],
    [PING, { "mcp-protocol-version": "2024-11-05" }, 400, -32600],
    [PING, { "content-type": "text/plain" }, 415, -32600],
    [{ ...PING, method: "resources/list" }, {}, 200, -32601],
    [{ ...PING, method: "tools/call", params: { name: "constructor" } }, {}, 200, -32602],
  ])("%j with %j is refused: %i, %i", async (message, more, status, code) => {
    const { headers } = await bearer();
    const answer = await post(message, { ...headers, ...(more as Record<string, string>) });
    expect([answer.status, answer.json.error.code]).toEqual([status, code]);
  });

  it("that wants no answer gets none", async () => {
    const { headers } = await bearer();
    const answer = await post({ jsonrpc: "2.0", method: "notifications/initialized" }, headers);
    expect([answer.status, answer.json]).toEqual([202, null]);
  });

  it.each(["GET", "DELETE", "OPTIONS"])("comes with POST, not with %s", async (method) => {
    expect((await post(null, {}, method)).status).toBe(405);
  });

  it("needs a secret token that is in force, and comes from no page that the token does not list", async () => {
    const { app, id, headers } = await bearer();
    const nobody = await post(PING);
    expect([nobody.status, nobody.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="App Tasks"']);
    expect((await post(PING, { cookie: "session=1" })).status).toBe(401);
    const page = await tokenOf(app, ["tasks:run"], "publishable");
    expect((await post(PING, { authorization: `Bearer ${page.token}` })).status).toBe(403);
    expect((await post(PING, { ...headers, origin: "https://evil.test" })).status).toBe(403);
    await revokeToken(app, { id });
    expect((await post(PING, headers)).status).toBe(401);
  });
});
