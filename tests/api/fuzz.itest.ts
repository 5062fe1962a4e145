import { createECDH } from "node:crypto";
import fc from "fast-check";
import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SCOPES } from "#domain/scope.ts";
import type { AppContext } from "#server/context.ts";
import { openApiDocument } from "#server/openapi/document.ts";
import { updateApp } from "#server/services/apps/index.ts";
import { createToken } from "#server/services/tokens/index.ts";
import { rotateUserKey } from "#server/services/user-keys/index.ts";
import { type ApiRequest, askApi, expectDeclared } from "#tests/support/api/api-caller.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { type Documented, invalidRequests, type Known, validRequests } from "./requests.ts";

/** The same requests every time, unless another seed is given: `FUZZ_SEED=7 FUZZ_RUNS=200 npx vitest run … fuzz`. */
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_129);
const RUNS = Number(process.env.FUZZ_RUNS ?? 8);

const system = useTestSystem({ TICKER: "off" });
let app: AppContext;
let headers: Record<string, string>;

const ORDER = ["GET", "POST", "PUT", "PATCH"];

/** Readers first and removals last, so that the others find something. */
const OPERATIONS: Documented[] = Object.entries(openApiDocument().paths)
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  )
  .sort((one, other) => placeOf(one) - placeOf(other));

/** What takes things away comes last, and of that what takes the least away first. */
function placeOf({ method, path }: Documented): number {
  const takesAway = method === "DELETE" || /\/(remove|commit|csv$)/.test(path);
  const takesOne = path.endsWith("/entries/{id}") ? 0.5 : 0;
  return takesAway ? ORDER.length - takesOne - path.split("/").length / 100 : ORDER.indexOf(method);
}

const ask = (request: ApiRequest) =>
  askApi(system.container, { ...request, headers: { ...headers, ...request.headers } });
const post = async (path: string, body: unknown) =>
  (await ask({ method: "POST", path, body: JSON.stringify(body) })).body;

/** Ids of what is there, by the first word of a path or the name of a field. */
const there: Record<string, unknown[]> = {};

beforeAll(async () => {
  console.log(`Fuzzing the API from seed ${SEED}, ${RUNS} requests an operation, and half as many that it must refuse`);
  app = await system.newApp();
  const { token } = await createToken(app, { name: "fuzz", kind: "secret", scopes: [...SCOPES] });
  headers = { authorization: `Bearer ${token}` };
  const { key } = await rotateUserKey(app, {});
  const user = new SignJWT({ sub: "ann" }).setProtectedHeader({ alg: "HS256" }).setExpirationTime("1h");
  headers["x-user-token"] = await user.sign(new TextEncoder().encode(key));
  const screen = await system.newScreen(
    app,
    handler(
      "console.log(payload); await Fliplet.Communicate.sendEmail({ to: 'a@example.org', html: 'x' }); return payload",
    ),
  );
  const spare = await system.newScreen(app, "", "Spare");
  const task = await post("/tasks", { name: "echo", pageId: screen.id, frequency: "0 8 * * 1" });
  const run = await ask({ method: "POST", path: "/tasks/echo/runs", query: "wait=true", body: "{}" });
  const queued = await Promise.all([1, 2, 3].map(() => post("/tasks/echo/runs", {})));
  const source = await post("/data-sources", {
    name: "Contacts",
    entries: Array.from({ length: 40 }, (_, n) => ({ Office: n % 2 ? "London" : "Paris" })),
  });
  const entries = await ask({ method: "GET", path: `/data-sources/${source.id}/entries` });
  // More tasks than an app has unless its owner says so.
  await updateApp(app, { id: app.appId, limits: { tasks: 50 } });
  const code = "async function execute({ payload }) { return payload; }";
  const actions = await Promise.all(
    ["first", "second", "third"].map((name) => post("/actions", { name, code, active: true })),
  );
  await post(`/actions/${actions[0].action.id}/publish`, {});
  const oneCase = await post(`/screens/${screen.id}/cases`, { name: "completes" });
  const lines = await ask({ method: "GET", path: "/logs/lines" });
  const messages = await ask({ method: "GET", path: "/messages" });
  const browser = createECDH("prime256v1");
  Object.assign(there, {
    ...{ screens: [screen.id, spare.id], pageId: [screen.id], idOrName: ["echo", task.id], taskId: [task.id] },
    ...{ scheduleId: [task.schedules[0].id], fireAt: [task.nextRunAt], to: [task.nextRunAt] },
    ...{ runs: [run.body.runId, ...queued.map(({ runId }) => runId)], runId: [run.body.runId] },
    ...{
      "data-sources": [source.id],
      dataSourceId: [source.id],
      entries: entries.body.map(({ id }: { id: number }) => id),
    },
    ...{ caseId: [oneCase.id], lines: [lines.body.lines[0].id], version: [1], name: ["Contacts", "fresh"] },
    ...{ messages: [messages.body.messages[0].id], messageId: [messages.body.messages[0].id] },
    ...{ frequency: ["*/5 * * * *", "0 0 31 2 *", ""], timezone: ["UTC", "Europe/London"], patienceMs: [0, 50] },
    ...{ text: ["every weekday at 9:30"], from: [hoursBefore(task.nextRunAt, 1)], key: ["a-key-of-mine"] },
    ...{ p256dh: [browser.generateKeys("base64url")], auth: [Buffer.alloc(16).toString("base64url")] },
    ...{
      actions: actions.slice(1).map(({ action }) => action.id),
      code: [code],
      triggers: [[]],
      dependencies: [[], ["lodash"]],
    },
    endpoint: ["https://push.example.org/send/abc"],
  });
});

const hoursBefore = (at: string, hours: number) => new Date(Date.parse(at) - hours * 3_600_000).toISOString();

/** An `id` is of whatever the path names before it. */
function knownOf({ path }: Documented): Known {
  const words = path.split("/");
  const owner = words[words.indexOf("{id}") - 1] ?? "";
  if (path === "/actions/{idOrName}/runs") return (field) => (field === "idOrName" ? ["first"] : (there[field] ?? []));
  const past: Record<string, unknown[]> = { from: ["2026-01-01T00:00:00Z"], to: ["2026-01-03T00:00:00Z"] };
  const here = path.endsWith("/backfill") ? { ...there, ...past } : there;
  return (field) => here[field === "id" ? owner : field] ?? [];
}

/** Operations that were asked for something that they did. */
const succeeded = new Set<string>();

describe.each(OPERATIONS)("$method $path", (documented) => {
  const check = async (request: ApiRequest, allowed: (status: number) => boolean) => {
    const asked = `${request.method} ${request.path}?${request.query} ${request.body ?? ""}`;
    const answer = await ask(request);
    if (answer.status < 300) succeeded.add(documented.operation.operationId);
    expectDeclared(documented.operation, answer, asked);
    expect(allowed(answer.status), `${asked} answered ${answer.status} ${JSON.stringify(answer.body)}`).toBe(true);
  };
  const options = (numRuns: number) => ({ seed: SEED, numRuns, interruptAfterTimeLimit: 10_000 });

  it("answers as declared to what the document allows", async () => {
    const property = fc.asyncProperty(validRequests(documented, knownOf(documented)), (request) =>
      check(request, (status) => status < 500 || status === 503),
    );
    await fc.assert(property, options(RUNS));
  });

  it("refuses what the document does not allow", async () => {
    const property = fc.asyncProperty(invalidRequests(documented, knownOf(documented)), (request) =>
      check(request, (status) => status === 400),
    );
    await fc.assert(property, options(Math.ceil(RUNS / 2)));
  });
});

afterAll(() => {
  // Else the answers would be refusals alone, and say nothing of the schemas.
  const silent = OPERATIONS.map(({ operation }) => operation.operationId).filter((id) => !succeeded.has(id));
  expect(silent).toEqual([]);
});
