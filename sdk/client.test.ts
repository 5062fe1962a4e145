import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Actions, createActions } from "./actions.ts";
import { createConnection } from "./call.ts";
import { AppTasksError, createTasks, type Tasks } from "./client.ts";

interface Call {
  method: string;
  procedure: string;
  input: Record<string, unknown>;
  headers: IncomingMessage["headers"];
}

type Answer = (response: ServerResponse) => void;

const data = (value: unknown, status = 200): Answer => json({ result: { data: value } }, status);
const refusal = (status: number, message: string, details: object): Answer =>
  json({ error: { message, code: -32600, data: { httpStatus: status, ...details } } }, status);
const json =
  (body: unknown, status: number): Answer =>
  (response) =>
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
/** The connection breaks before an answer. */
const noAnswer: Answer = (response) => void response.socket?.destroy();
/** The connection breaks in the middle of the answer. */
const halfAnswer: Answer = (response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
  response.write('{"result":', () => response.socket?.destroy());
};

let server: Server;
let calls: Call[];
let answers: Answer[];
let tasks: Tasks;
let actions: Actions;

beforeEach(async () => {
  calls = [];
  answers = [];
  server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://test");
    let body = "";
    for await (const chunk of request) body += chunk;
    calls.push({
      method: request.method ?? "",
      procedure: url.pathname.replace("/api/trpc/", ""),
      input: JSON.parse(request.method === "GET" ? (url.searchParams.get("input") ?? "{}") : body),
      headers: request.headers,
    });
    (answers.shift() ?? noAnswer)(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const config = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, token: "ats_test" };
  tasks = createTasks(config);
  actions = createActions(createConnection(config));
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

describe("what is sent", () => {
  it("is plain JSON with the token, by GET to read and by POST to change", async () => {
    answers = [data([]), data({ id: 1 })];
    await tasks.get();
    await tasks.create({ name: "hello", pageId: 123, frequency: "0 8 * * 1" });
    expect(calls[0]).toMatchObject({
      method: "GET",
      procedure: "tasks.list",
      input: {},
      headers: { authorization: "Bearer ats_test" },
    });
    expect(calls[1]).toMatchObject({
      method: "POST",
      procedure: "tasks.create",
      input: { name: "hello", pageId: 123, frequency: "0 8 * * 1" },
      headers: { authorization: "Bearer ats_test", "content-type": "application/json" },
    });
  });

  it("asks for all tasks without an argument and for one with its id or name", async () => {
    answers = [data([{ id: 7 }]), data({ id: 7 }), data({ id: 7 })];
    expect([await tasks.get(), await tasks.get(7), await tasks.get("7")]).toEqual([[{ id: 7 }], { id: 7 }, { id: 7 }]);
    expect(calls.map(({ procedure, input }) => [procedure, input])).toEqual([
      ["tasks.list", {}],
      ["tasks.get", { idOrName: 7 }],
      ["tasks.get", { idOrName: "7" }],
    ]);
  });

  it("names the task of a change by the argument, whatever the changes hold", async () => {
    answers = [data({ id: 1 }), data({ id: 1 })];
    await tasks.update("old", { name: "new", active: false });
    expect(await tasks.remove(1)).toBeUndefined();
    expect(calls.map(({ input }) => input)).toEqual([{ idOrName: "old", name: "new", active: false }, { idOrName: 1 }]);
  });

  it("keeps what configure does not name", async () => {
    answers = [data([])];
    tasks.configure({ token: "ats_other" });
    await tasks.get();
    expect(calls[0]?.headers.authorization).toBe("Bearer ats_other");
  });
});

describe("running", () => {
  it("resolves to nothing for run, and to the handler's own result for runWithResult", async () => {
    answers = [data({ runId: 1 }), data({ runId: 2, status: "completed", result: { a: 1 } })];
    expect(await tasks.run("task", { x: 1 })).toBeUndefined();
    expect(await tasks.runWithResult("task", { x: 2 })).toEqual({ a: 1 });
    expect(calls.map(({ input }) => input.payload)).toEqual([{ x: 1 }, { x: 2 }]);
  });

  it.each([null, 0, false, "", []])("gives the result %j as it is", async (result) => {
    answers = [data({ runId: 2, status: "completed", result })];
    expect(await tasks.runWithResult("task")).toEqual(result);
  });

  it("names each wish by a key of its own, and sends the same key again when the answer got lost", async () => {
    answers = [noAnswer, halfAnswer, data({ runId: 1 }), data({ runId: 2 })];
    await tasks.run("task", 1);
    await tasks.run("task", 1);
    const keys = calls.map(({ input }) => input.idempotencyKey);
    expect(keys).toHaveLength(4);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set(keys.slice(0, 3)).size).toBe(1);
    expect(keys[3]).not.toBe(keys[0]);
  });

  it("goes on waiting for a run that outlasts the first answer, and through an answer that got lost", async () => {
    answers = [
      data({ runId: 5, status: "queued" }, 202),
      data({ runId: 5, status: "running" }, 202),
      noAnswer,
      data({ runId: 5, status: "completed", result: "late" }),
    ];
    expect(await tasks.runWithResult("task")).toBe("late");
    expect(calls.map(({ procedure, input }) => [procedure, input.id])).toEqual([
      ["tasks.runWithResult", undefined],
      ["runs.wait", 5],
      ["runs.wait", 5],
      ["runs.wait", 5],
    ]);
  });

  it("rejects with the handler's error while it waits, too", async () => {
    const error = { name: "RangeError", message: "too far", stack: "", status: "EXECUTION_FAILED" };
    answers = [
      data({ runId: 6, status: "running" }, 202),
      refusal(422, "too far", { status: "EXECUTION_FAILED", runId: 6, error }),
    ];
    await expect(tasks.runWithResult("task")).rejects.toMatchObject({
      name: "RangeError",
      message: "too far",
      status: "EXECUTION_FAILED",
      runId: 6,
      httpStatus: 422,
    });
  });
});

describe("actions", () => {
  const action = { id: 7, name: "confirm-booking", active: false };

  it("are asked for by their own procedures, with the id of a change beside what changes", async () => {
    answers = [
      data({ actions: [action], pagination: { total: 1, hasMore: false } }),
      ...Array.from({ length: 5 }, () => data({ action })),
      data({ id: 7 }),
      data({ count: 0, logs: [] }),
    ];
    expect(await actions.get({ limit: 1 })).toEqual({ actions: [action], pagination: { total: 1, hasMore: false } });
    await actions.getById(7);
    await actions.create({ name: "confirm-booking", code: "…" });
    await actions.update(7, { active: true });
    await actions.publish(7);
    await actions.unpublish(7);
    expect(await actions.remove(7)).toBeUndefined();
    await actions.getLogs({ id: 7 });
    expect(calls.map(({ method, procedure, input }) => [method, procedure, input])).toEqual([
      ["GET", "actions.list", { limit: 1 }],
      ["GET", "actions.get", { id: 7 }],
      ["POST", "actions.create", { name: "confirm-booking", code: "…" }],
      ["POST", "actions.update", { active: true, id: 7 }],
      ["POST", "actions.publish", { id: 7 }],
      ["POST", "actions.unpublish", { id: 7 }],
      ["POST", "actions.remove", { id: 7 }],
      ["GET", "actions.logs", { id: 7 }],
    ]);
  });

  it("are answered as { action }, whose fields can also be read beside it", async () => {
    answers = [data({ action })];
    const answer = await actions.create({ name: "confirm-booking", code: "…" });
    expect(answer).toEqual({ action });
    expect(JSON.stringify(answer)).toBe(JSON.stringify({ action }));
    expect([answer.id, answer.name, answer.active]).toEqual([7, "confirm-booking", false]);
  });

  it("run with a key that stays when the answer gets lost, and are waited for past the first answer", async () => {
    answers = [
      noAnswer,
      data({ runId: 5, status: "running" }, 202),
      data({ runId: 5, status: "completed", result: 1 }),
    ];
    expect(await actions.runWithResult("confirm-booking", { entryId: 1 })).toBe(1);
    expect(calls.map(({ procedure }) => procedure)).toEqual([
      "actions.runWithResult",
      "actions.runWithResult",
      "runs.wait",
    ]);
    expect(calls[0]?.input).toEqual(calls[1]?.input);
    expect(calls[0]?.input).toMatchObject({ idOrName: "confirm-booking", payload: { entryId: 1 } });
    expect(calls[0]?.input.idempotencyKey).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each([
    ["create", () => actions.create({ name: "a", code: "…" })],
    ["update", () => actions.update(7, { active: false })],
    ["publish", () => actions.publish(7)],
    ["remove", () => actions.remove(7)],
  ])("are not sent twice to be changed, by %s, when the answer gets lost", async (_name, change) => {
    await expect(change()).rejects.toMatchObject({ status: "UNREACHABLE" });
    expect(calls).toHaveLength(1);
  });
});

describe("failures", () => {
  it("for too many calls say when the next may come", async () => {
    answers = [
      refusal(429, "This app may ask for 60 runs a minute, and has.", { status: "RATE_LIMITED", retryAfterS: 17 }),
    ];
    await expect(tasks.run("task")).rejects.toMatchObject({ status: "RATE_LIMITED", httpStatus: 429, retryAfterS: 17 });
    expect(calls).toHaveLength(1);
  });

  it("are errors with the server's sentence, its status and the field at fault", async () => {
    answers = [refusal(409, "This app already has such a task.", { status: "NAME_ALREADY_EXISTS", field: "name" })];
    const error = await tasks.create({ name: "taken", pageId: 1 }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AppTasksError);
    expect(error).toMatchObject({
      name: "AppTasksError",
      message: "This app already has such a task.",
      status: "NAME_ALREADY_EXISTS",
      field: "name",
      httpStatus: 409,
    });
    expect(calls).toHaveLength(1);
  });

  it("of the server's own are not repeated by themselves", async () => {
    answers = [refusal(500, "Something went wrong on our side.", { status: "INTERNAL" }), data([])];
    await expect(tasks.get()).rejects.toMatchObject({ status: "INTERNAL" });
    expect(calls).toHaveLength(1);
  });

  it("say so when the answer is not ours", async () => {
    answers = [(response) => response.writeHead(502).end("<h1>Bad gateway</h1>")];
    await expect(tasks.get()).rejects.toMatchObject({
      message: "The server answered with HTTP status 502.",
      status: "INTERNAL",
      httpStatus: 502,
    });
  });

  it.each([
    ["create", () => tasks.create({ name: "a", pageId: 1 })],
    ["update", () => tasks.update("a", { active: false })],
    ["remove", () => tasks.remove("a")],
  ])("of %s to get an answer are left to the caller, since it may have happened", async (_name, change) => {
    await expect(change()).rejects.toMatchObject({ status: "UNREACHABLE" });
    expect(calls).toHaveLength(1);
  });

  it("to reach the server reject after three tries, in words", async () => {
    await expect(tasks.get()).rejects.toMatchObject({
      status: "UNREACHABLE",
      message: expect.stringContaining("could not be reached"),
    });
    expect(calls).toHaveLength(3);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await expect(tasks.run("task")).rejects.toMatchObject({ status: "UNREACHABLE" });
  });

  it("of the page's own are refused before anything is sent", async () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    await expect(tasks.run("task", circular)).rejects.toMatchObject({ name: "AppTasksError", status: "INVALID_INPUT" });
    await expect(tasks.run("task", 1n)).rejects.toMatchObject({ name: "AppTasksError", status: "INVALID_INPUT" });
    await expect(createTasks({ token: "ats_test" }).get()).rejects.toMatchObject({
      status: "INVALID_INPUT",
      field: "url",
    });
    expect(calls).toEqual([]);
  });
});
