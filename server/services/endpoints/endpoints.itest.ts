import { createHmac } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEntries, deliveries, endpoints } from "#db/schema/index.ts";
import type { EndpointEvent } from "#domain/endpoint.ts";
import { type EndpointServer, startEndpointServer } from "#tests/support/endpoint-server.ts";
import { FixedClock } from "#tests/support/fixed-clock.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import type { AppContext, ServiceContext } from "../../context.ts";
import { drain } from "../../runner/drain.ts";
import { createVault } from "../../vault/vault.ts";
import { cancelRun, requestRun } from "../runs/index.ts";
import { rotateSecrets } from "../secrets/index.ts";
import { createTask, removeTask, updateTask } from "../tasks/index.ts";
import {
  createEndpoint,
  deliverDue,
  getDelivery,
  listDeliveries,
  listEndpoints,
  redeliver,
  removeEndpoint,
  rotateEndpoint,
  testEndpoint,
  updateEndpoint,
} from "./index.ts";

const system = useTestSystem({ EGRESS_ALLOW: "127.0.0.1" });
let receiver: EndpointServer;
beforeAll(async () => {
  receiver = await startEndpointServer();
});
afterAll(() => receiver.close());
beforeEach(async () => {
  // What a test leaves waiting is not the next one's.
  await system.container.db.delete(deliveries);
  receiver.arrived = [];
  receiver.answers = [];
});

const never = new AbortController().signal;
const workOff = () => drain(system.container.runnerDeps, never);

/** Sends what is due by the app's clock, with every pause at its longest. */
const deliver = (app: ServiceContext) =>
  deliverDue(
    { ...app, db: system.container.db },
    { signal: never, now: () => performance.now(), random: () => 0.999_999 },
  );

/** An app whose clock stands, and whose endpoint is told of `events`. */
async function appWithEndpoint(events: EndpointEvent[] = ["run.completed", "run.failed"]) {
  const clock = new FixedClock("2999-01-05T08:00:00Z");
  const app: AppContext = { ...(await system.newApp()), clock };
  const { secret, ...endpoint } = await createEndpoint(app, { url: receiver.url, events });
  const rows = () =>
    app.db.select().from(deliveries).where(eq(deliveries.appId, app.appId)).orderBy(asc(deliveries.id));
  const pass = (ms: number) => {
    time += ms;
    clock.set(new Date(time).toISOString());
  };
  let time = Date.parse("2999-01-05T08:00:00Z");
  const shown = async () => (await listEndpoints(app)).find(({ id }) => id === endpoint.id);
  const trail = () =>
    app.db.select().from(auditEntries).where(eq(auditEntries.appId, app.appId)).orderBy(asc(auditEntries.id));
  return { app, clock, endpoint, secret, rows, pass, shown, trail };
}

async function runTask(app: AppContext, body: string, name = "task") {
  const screen = await system.newScreen(app, handler(body), name);
  const task = await createTask(app, { name, pageId: screen.id });
  const { runId } = await requestRun(app, { idOrName: name, payload: { card: "4111" } });
  await workOff();
  return { runId, task };
}

describe("a run's end", () => {
  it("is told signed as Standard Webhooks says, and holds neither payload nor result", async () => {
    const { app, secret, rows } = await appWithEndpoint();
    const { runId, task } = await runTask(app, "return { token: 'abc' }");
    expect(await deliver(app)).toBe(1);

    const [{ headers, body } = { headers: {} as Record<string, string>, body: "" }] = receiver.arrived;
    const key = Buffer.from(secret.replace("whsec_", ""), "base64");
    const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
    expect(headers["webhook-signature"]).toBe(`v1,${createHmac("sha256", key).update(signed).digest("base64")}`);
    expect(headers["webhook-timestamp"]).toBe(String(Date.parse("2999-01-05T08:00:00Z") / 1_000));
    expect(JSON.parse(body)).toMatchObject({
      type: "run.completed",
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: { runId, taskId: task.id, taskName: "task", status: "completed", trigger: "studio", error: null },
    });
    expect(body).not.toMatch(/4111|abc/);
    const [row] = await rows();
    expect(row).toMatchObject({ status: "delivered", attempts: 1, lastStatusCode: 204, lastError: null, runId });
    expect(row!.lastDurationMs).toBeGreaterThanOrEqual(0);
    expect(await deliver(app)).toBe(0);
  });

  it("is told to whom it concerns, with its error's name and message", async () => {
    const { app, rows } = await appWithEndpoint(["run.failed"]);
    await createEndpoint(app, { url: receiver.url, events: ["run.timed_out"] });
    await runTask(app, "return 1", "fine");
    await runTask(app, "throw new TypeError('boom')", "broken");
    const told = await rows();
    expect(told).toHaveLength(1);
    expect(JSON.parse(told[0]!.body).data).toMatchObject({ error: { name: "TypeError", message: "boom" } });
  });

  it("is told of a run that was cancelled while it waited, in the same transaction", async () => {
    const { app, rows } = await appWithEndpoint(["run.cancelled"]);
    const screen = await system.newScreen(app, handler("return 1"));
    await createTask(app, { name: "task", pageId: screen.id });
    const { runId } = await requestRun(app, { idOrName: "task" });
    await cancelRun(app, { id: runId });
    expect(await rows()).toMatchObject([{ eventType: "run.cancelled", runId, status: "pending" }]);
  });
});

describe("a task's change", () => {
  it("is told once, with the names of the fields that differ", async () => {
    const { app, rows } = await appWithEndpoint(["task.created", "task.updated", "task.removed"]);
    const screen = await system.newScreen(app, handler("return 1"));
    await createTask(app, { name: "task", pageId: screen.id });
    await updateTask(app, { idOrName: "task", active: false, retries: 2 });
    await updateTask(app, { idOrName: "task", active: false });
    await removeTask(app, { idOrName: "task" });
    const told = (await rows()).map(({ eventType, body }) => [eventType, JSON.parse(body).data.changed]);
    expect(told).toEqual([
      ["task.created", undefined],
      ["task.updated", ["active", "retries"]],
      ["task.removed", undefined],
    ]);
  });
});

describe("a delivery that is not taken", () => {
  it("is tried again with the same id and body, eight times within a day, then given up", async () => {
    const { app, endpoint, rows, pass } = await appWithEndpoint();
    await testEndpoint(app, { id: endpoint.id });
    receiver.answers = Array(20).fill({ status: 500 });
    const started = (await app.clock.now()).getTime();
    for (let next: Date | null = new Date(started); next; next = (await rows())[0]!.nextAttemptAt) {
      expect(next.getTime() - started).toBeLessThan(24 * 3_600_000);
      pass(next.getTime() - (await app.clock.now()).getTime());
      expect(await deliver(app)).toBe(1);
    }
    expect(receiver.arrived).toHaveLength(8);
    expect(new Set(receiver.arrived.map(({ headers, body }) => headers["webhook-id"] + body)).size).toBe(1);
    // Each attempt is signed for its own time: a receiver refuses one that is five minutes old.
    expect(new Set(receiver.arrived.map(({ headers }) => headers["webhook-timestamp"])).size).toBe(8);
    expect((await rows())[0]).toMatchObject({
      status: "failed",
      attempts: 8,
      nextAttemptAt: null,
      lastStatusCode: 500,
      lastError: "The endpoint answered with 500.",
    });
  });

  it("waits as long as the receiver asks", async () => {
    const { app, endpoint, pass } = await appWithEndpoint();
    await testEndpoint(app, { id: endpoint.id });
    receiver.answers = [{ status: 429, headers: { "retry-after": "600" } }];
    await deliver(app);
    pass(599_000);
    expect(await deliver(app)).toBe(0);
    pass(1_000);
    expect(await deliver(app)).toBe(1);
  });

  it("follows no redirect, least of all to an address of our own network", async () => {
    const { app, endpoint, rows } = await appWithEndpoint();
    await testEndpoint(app, { id: endpoint.id });
    receiver.answers = [{ status: 302, headers: { location: "http://169.254.169.254/latest/meta-data/" } }];
    expect(await deliver(app)).toBe(1);
    expect(receiver.arrived).toHaveLength(1);
    expect((await rows())[0]).toMatchObject({
      status: "pending",
      lastStatusCode: 302,
      lastError: expect.stringContaining("redirects are not followed"),
    });
  });

  it.each(["breaks" as const, { status: 404 }])("says why: %j", async (answer) => {
    const { app, endpoint, rows } = await appWithEndpoint();
    await testEndpoint(app, { id: endpoint.id });
    receiver.answers = [answer];
    await deliver(app);
    const [row] = await rows();
    expect(row).toMatchObject({ status: "pending", attempts: 1, lastError: expect.stringMatching(/^The endpoint/) });
    expect(row!.lastError).not.toContain("127.0.0.1");
  });
});

describe("many senders", () => {
  it("send each attempt once", async () => {
    const { app, endpoint } = await appWithEndpoint();
    for (let n = 0; n < 12; n++) await testEndpoint(app, { id: endpoint.id });
    receiver.answers = Array(12).fill({ status: 204, afterMs: 20 });
    const sent = await Promise.all(Array.from({ length: 4 }, () => deliver(app)));
    await deliver(app);
    expect(sent.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(12);
    expect(receiver.arrived).toHaveLength(12);
    expect(new Set(receiver.arrived.map(({ headers }) => headers["webhook-id"])).size).toBe(12);
  });

  it("take over from one that died, whose word then comes too late", async () => {
    const { app, endpoint, rows, pass } = await appWithEndpoint();
    await testEndpoint(app, { id: endpoint.id });
    receiver.answers = [{ status: 500, afterMs: 400 }];
    const slow = deliver(app);
    await expect.poll(() => receiver.arrived.length).toBe(1);
    expect(await deliver(app)).toBe(0);
    pass(60_000);
    expect(await deliver(app)).toBe(1);
    await slow;
    expect((await rows())[0]).toMatchObject({ status: "delivered", attempts: 2, lastStatusCode: 204 });
  });

  it("are not held up by one endpoint that has much to come", async () => {
    const { app, endpoint } = await appWithEndpoint();
    const other = await appWithEndpoint();
    for (let n = 0; n < 20; n++) await testEndpoint(app, { id: endpoint.id });
    await testEndpoint(other.app, { id: other.endpoint.id });
    const stop = new AbortController();
    receiver.answers = [];
    await deliverDue(
      { ...app, db: system.container.db },
      {
        signal: stop.signal,
        now: () => {
          // Nothing after the first handful.
          stop.abort();
          return 0;
        },
        random: () => 0,
      },
    );
    expect(receiver.arrived).toHaveLength(5);
    expect(receiver.arrived.some(({ body }) => JSON.parse(body).data.appId === other.app.appId)).toBe(true);
    await deliver(app);
  });
});

describe("an endpoint that nothing reaches", () => {
  it("is switched off after three days, with a notice in the trail, and is told nothing more", async () => {
    const { app, endpoint, rows, pass, shown, trail } = await appWithEndpoint();
    receiver.answers = Array(50).fill({ status: 503 });
    await testEndpoint(app, { id: endpoint.id });
    await deliver(app);
    expect(await shown()).toMatchObject({ active: true, failingSince: "2999-01-05T08:00:00.000Z" });
    pass(71 * 3_600_000);
    await deliver(app);
    expect(await shown()).toMatchObject({ active: true });
    pass(3_600_000);
    await testEndpoint(app, { id: endpoint.id });
    await testEndpoint(app, { id: endpoint.id });
    await deliver(app);
    expect(await shown()).toMatchObject({
      active: false,
      disabledReason: "Nothing was delivered for 72 hours. The last error: The endpoint answered with 503.",
    });
    expect((await rows()).map(({ status }) => status)).toEqual(["failed", "failed", "failed"]);
    expect((await trail()).at(-1)).toMatchObject({ action: "disable", actorKind: "system", targetKind: "endpoint" });
    await runTask(app, "return 1");
    expect(await rows()).toHaveLength(3);
    await expect(testEndpoint(app, { id: endpoint.id })).rejects.toMatchObject({ status: "INVALID_INPUT" });

    receiver.answers = [];
    await updateEndpoint(app, { id: endpoint.id, active: true });
    const [first] = await rows();
    await redeliver(app, { id: first!.id });
    await deliver(app);
    expect(receiver.arrived.at(-1)!.headers["webhook-id"]).toBe(first!.messageId);
    expect(await shown()).toMatchObject({ active: true, failingSince: null });
  });

  it("is switched off at once when it says that it wants no more", async () => {
    const { app, endpoint, rows, shown } = await appWithEndpoint();
    receiver.answers = [{ status: 410 }];
    await testEndpoint(app, { id: endpoint.id });
    await deliver(app);
    expect(await shown()).toMatchObject({ active: false, disabledReason: "It answered with 410: it wants no more." });
    expect(await rows()).toMatchObject([{ status: "failed", lastStatusCode: 410 }]);
  });

  it("forgets its failures when something arrives", async () => {
    const { app, endpoint, pass, shown } = await appWithEndpoint();
    receiver.answers = [{ status: 500 }];
    await testEndpoint(app, { id: endpoint.id });
    await deliver(app);
    pass(60_000);
    await deliver(app);
    expect(await shown()).toMatchObject({ failingSince: null });
  });
});

describe("an endpoint", () => {
  it.each([
    ["https://169.254.169.254/latest", "not public"],
    ["https://10.0.0.1/", "not public"],
    ["http://example.org/hooks", "https only"],
  ])("at %s is refused", async (url, sentence) => {
    const app = await system.newApp();
    await expect(createEndpoint(app, { url, events: ["run.failed"] })).rejects.toMatchObject({
      status: "INVALID_INPUT",
      field: "url",
      message: expect.stringContaining(sentence),
    });
  });

  it.each(["javascript:alert(1)", "https://a:b@example.org", "ftp://example.org", "example.org"])(
    "whose address is %s is refused by the input's schema",
    async (url) => {
      const app = await system.newApp();
      await expect(createEndpoint(app, { url, events: ["run.failed"] })).rejects.toThrow("address must");
    },
  );

  it("is signed for by its new secret after a rotation, and gets nothing once removed", async () => {
    const { app, endpoint, secret, rows } = await appWithEndpoint();
    await testEndpoint(app, { id: endpoint.id });
    const rotated = await rotateEndpoint(app, { id: endpoint.id });
    expect(rotated.secret).not.toBe(secret);
    await deliver(app);
    const { headers, body } = receiver.arrived[0]!;
    const mac = createHmac("sha256", Buffer.from(rotated.secret.replace("whsec_", ""), "base64"));
    mac.update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`);
    expect(headers["webhook-signature"]).toBe(`v1,${mac.digest("base64")}`);
    await testEndpoint(app, { id: endpoint.id });
    await removeEndpoint(app, { id: endpoint.id });
    expect(await deliver(app)).toBe(0);
    expect((await rows()).at(-1)).toMatchObject({ status: "failed", lastError: "The endpoint was removed." });
    expect(await listEndpoints(app)).toEqual([]);
  });

  it("of another app is not there, nor are its deliveries", async () => {
    const { app, endpoint } = await appWithEndpoint();
    const { id } = await testEndpoint(app, { id: endpoint.id });
    const stranger = await system.newApp();
    for (const verb of [testEndpoint, rotateEndpoint, removeEndpoint, updateEndpoint])
      await expect(verb(stranger, { id: endpoint.id })).rejects.toMatchObject({ status: "ENDPOINT_NOT_FOUND" });
    for (const verb of [getDelivery, redeliver])
      await expect(verb(stranger, { id })).rejects.toMatchObject({ status: "DELIVERY_NOT_FOUND" });
    expect((await listDeliveries(stranger, {})).deliveries).toEqual([]);
    expect((await listDeliveries(app, { status: "pending", endpointId: endpoint.id })).deliveries).toHaveLength(1);
    await deliver(app);
  });

  it("keeps its secret encrypted, and is encrypted anew with the others when the key changes", async () => {
    const { app, endpoint, secret } = await appWithEndpoint();
    const row = async () => (await app.db.select().from(endpoints).where(eq(endpoints.id, endpoint.id)))[0]!;
    expect(JSON.stringify(await row())).not.toContain(secret);
    const old = "secret-key-of-the-tests-0123456789abcdef";
    const vault = createVault("another-key-of-the-tests-0123456789abcdef", [old]);
    const { rotated, unreadable } = await rotateSecrets({ db: system.container.db, vault });
    expect(rotated).toBeGreaterThan(0);
    expect(unreadable).toBe(0);
    const place = { appId: app.appId, kind: "endpoint", name: String(endpoint.id) };
    expect(createVault("another-key-of-the-tests-0123456789abcdef").open(await row(), place)).toBe(secret);
    await rotateSecrets({
      db: system.container.db,
      vault: createVault(old, ["another-key-of-the-tests-0123456789abcdef"]),
    });
  });
});
