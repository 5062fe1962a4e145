import { createHmac, randomBytes } from "node:crypto";
import { asc, desc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { apps, auditEntries, runs, webhooks } from "#db/schema/index.ts";
import { PAYLOAD_BYTES } from "#domain/limits.ts";
import type { WebhookKind } from "#domain/webhook.ts";
import { FixedClock } from "#tests/support/fixed-clock.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { createTask, removeTask, updateTask } from "../services/tasks/index.ts";
import { createWebhook, listWebhooks, revokeWebhook, rotateWebhook } from "../services/webhooks/index.ts";
import { handleHook } from "./handle-hook.ts";

const system = useTestSystem();

async function appWithHook(kind: WebhookKind = "hmac") {
  const clock = new FixedClock("2026-01-05T08:00:00Z");
  const app = await system.newApp();
  const screen = await system.newScreen(app, handler("return payload"));
  const task = await createTask(app, { name: "task", pageId: screen.id });
  const hook = await createWebhook(app, { idOrName: "task", name: "Shop", kind });
  let { secret } = hook;
  const send = async (body: BodyInit, headers: Record<string, string> = {}, path = hook.path) => {
    const request = new Request(`http://studio.test${path}`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headers },
      ...(body instanceof ReadableStream && { duplex: "half" }),
    });
    const { log, services } = system.container;
    const publicId = new URL(request.url).pathname.split("/").at(-1)!;
    const response = await handleHook(request, publicId, { services: { ...services, clock }, log });
    return { status: response.status, headers: response.headers, json: await response.json() };
  };
  const signed = (
    body: string,
    id = `msg_${randomBytes(6).toString("hex")}`,
    at = Date.parse("2026-01-05T08:00:00Z"),
  ) => {
    const timestamp = String(at / 1_000);
    const key = Buffer.from(secret.replace("whsec_", ""), "base64");
    const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
    return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
  };
  const rows = () => app.db.select().from(runs).where(eq(runs.taskId, task.id)).orderBy(asc(runs.id));
  const denials = async () => {
    const found = await app.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.appId, app.appId))
      .orderBy(desc(auditEntries.id));
    return found.filter(({ action }) => action === "denied");
  };
  const rotate = async () => {
    ({ secret } = await rotateWebhook(app, { id: hook.id }));
  };
  return { app, clock, task, hook, send, signed, rows, denials, rotate, secret: () => secret };
}

const REFUSED = { error: { status: "UNAUTHORIZED", message: expect.stringContaining("The call was refused") } };
const NOT_THERE = { error: { status: "WEBHOOK_NOT_FOUND", message: "There is no webhook at this address." } };

describe("a signed call", () => {
  it("queues a run of what is published with the body as its payload", async () => {
    const { send, signed, rows, app } = await appWithHook();
    const body = '{"order":{"id":7}}';
    const answer = await send(body, signed(body));
    const [run] = await rows();
    expect(answer).toMatchObject({ status: 202, json: { runId: run!.id } });
    expect(run).toMatchObject({
      trigger: "api",
      environment: "published",
      payload: { order: { id: 7 } },
      requestedBy: "webhook Shop",
    });
    expect((await listWebhooks(app, {}))[0]!.lastUsedAt).not.toBeNull();
  });

  it("is one run however often it arrives, also at the same moment", async () => {
    const { send, signed, rows } = await appWithHook();
    const headers = signed("{}", "msg_1");
    const answers = await Promise.all(Array.from({ length: 10 }, () => send("{}", headers)));
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(9).fill(200), 202]);
    expect(new Set(answers.map(({ json }) => json.runId)).size).toBe(1);
    expect(await rows()).toHaveLength(1);
  });

  it("is told, with the right key, that its id is no id", async () => {
    const { send, signed, rows } = await appWithHook();
    for (const id of ["x".repeat(151), "a b"])
      expect(await send("{}", signed("{}", id))).toMatchObject({
        status: 400,
        json: { error: { status: "INVALID_INPUT", field: "webhook-id" } },
      });
    expect(await rows()).toEqual([]);
  });

  it("is refused when it is sent again after five minutes", async () => {
    const { send, signed, clock, rows } = await appWithHook();
    const headers = signed("{}");
    clock.set("2026-01-05T08:05:00Z");
    expect((await send("{}", headers)).status).toBe(202);
    clock.set("2026-01-05T08:05:01Z");
    expect(await send("{}", headers)).toMatchObject({ status: 401, json: REFUSED });
    expect(await rows()).toHaveLength(1);
  });

  it("is refused when its body was changed, with the reason in the trail and nothing of it in the answer", async () => {
    const { send, signed, rows, denials } = await appWithHook();
    const refusals = [
      await send('{"a":2}', signed('{"a":1}')),
      await send("{}"),
      await send("{}", { "webhook-signature": "v1,x" }),
    ];
    for (const refusal of refusals) expect(refusal).toMatchObject({ status: 401, json: REFUSED });
    expect(new Set(refusals.map(({ json }) => JSON.stringify(json))).size).toBe(1);
    expect(await rows()).toEqual([]);
    const reasons = (await denials()).map(({ after, actorKind, actorName }) => ({ after, actorKind, actorName }));
    expect(reasons).toHaveLength(3);
    expect(reasons.at(-1)).toEqual({
      after: { reason: "The signature was not right: another key, or a body that was changed." },
      actorKind: "webhook",
      actorName: "webhook Shop",
    });
  });

  it("goes by the key of now: the one before a rotation is refused", async () => {
    const { send, signed, rotate } = await appWithHook();
    const before = signed("{}");
    await rotate();
    expect((await send("{}", before)).status).toBe(401);
    expect((await send("{}", signed("{}"))).status).toBe(202);
  });
});

describe("an address", () => {
  it("that was revoked answers as one that never was", async () => {
    const { app, hook, send, signed } = await appWithHook();
    await revokeWebhook(app, { id: hook.id });
    const revoked = await send("{}", signed("{}"));
    expect(revoked).toMatchObject({ status: 404, json: NOT_THERE });
    for (const path of ["/api/hooks/x", `/api/hooks/${randomBytes(16).toString("base64url")}`])
      expect((await send("{}", signed("{}"), path)).json).toEqual(revoked.json);
  });

  it("says that its task is inactive, or was removed, to who has the key alone", async () => {
    const { app, send, signed, denials } = await appWithHook();
    await updateTask(app, { idOrName: "task", active: false });
    expect((await send("{}")).status).toBe(401);
    expect(await send("{}", signed("{}"))).toMatchObject({
      status: 409,
      json: { error: { status: "ACTION_INACTIVE" } },
    });
    await removeTask(app, { idOrName: "task" });
    expect(await send("{}", signed("{}"))).toMatchObject({
      status: 404,
      json: { error: { status: "TASK_NOT_FOUND" } },
    });
    expect((await denials())[0]).toMatchObject({ after: { reason: expect.stringContaining("was removed") } });
  });

  it("takes the key in a header and never in itself", async () => {
    const { hook, send, secret, rows } = await appWithHook("key");
    expect(secret()).toMatch(/^whk_[\w-]{43}$/);
    const inAddress = await send("{}", {}, `${hook.path}?key=${secret()}`);
    expect(inAddress).toMatchObject({ status: 400, json: { error: { message: expect.stringContaining("header") } } });
    expect((await send("{}", { authorization: `Bearer ${secret()}` })).status).toBe(202);
    expect((await send("{}", { "x-webhook-key": secret() })).status).toBe(202);
    expect((await send("{}", { "x-webhook-key": `${secret()}x` })).status).toBe(401);
    expect(await rows()).toHaveLength(2);
  });

  it("keeps to the app's runs a minute, and says when to come again", async () => {
    const { app, send, secret, rows } = await appWithHook("key");
    await app.db
      .update(apps)
      .set({ limits: { runsPerMinute: 3 } })
      .where(eq(apps.id, app.appId));
    const headers = { "x-webhook-key": secret() };
    const answers = await Promise.all(Array.from({ length: 5 }, () => send("{}", headers)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 202, 202, 429, 429]);
    const refused = await send("{}", headers);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await rows()).toHaveLength(3);
  });

  it("looks at no more calls when too many were refused", async () => {
    const { send } = await appWithHook("key");
    for (let n = 0; n < 60; n++) await send("{}", { "x-webhook-key": "whk_guess" });
    expect((await send("{}", { "x-webhook-key": "whk_guess" })).status).toBe(429);
  });
});

describe("a body", () => {
  const keyed = async () => {
    const { send, secret, rows } = await appWithHook("key");
    return { rows, send: (body: BodyInit, headers = {}) => send(body, { "x-webhook-key": secret(), ...headers }) };
  };

  it.each([
    ["", "application/json", null],
    ['{"a":[1,2]}', "application/vnd.github+json; charset=utf-8", { a: [1, 2] }],
    [
      "a=1&b=2",
      "application/x-www-form-urlencoded",
      { body: "a=1&b=2", contentType: "application/x-www-form-urlencoded" },
    ],
    ["null", "application/json", null],
  ])("%j as %s becomes the payload", async (body, contentType, payload) => {
    const { send, rows } = await keyed();
    expect((await send(body, { "content-type": contentType })).status).toBe(202);
    expect((await rows())[0]!.payload).toEqual(payload);
  });

  it("that is called JSON and is none is refused", async () => {
    const { send, rows } = await keyed();
    expect(await send("{")).toMatchObject({ status: 400, json: { error: { status: "INVALID_INPUT" } } });
    expect(await rows()).toEqual([]);
  });

  it("is read no further than it may be long, whatever its headers say", async () => {
    const { send } = await keyed();
    let asked = 0;
    const endless = new ReadableStream({
      pull(controller) {
        asked += 1;
        controller.enqueue(new Uint8Array(65_536));
      },
    });
    expect((await send(endless)).status).toBe(413);
    expect(asked).toBeLessThan(PAYLOAD_BYTES / 65_536 + 5);
  });
});

describe("a webhook", () => {
  it("is stored with its key encrypted, for this row alone", async () => {
    const { app, hook, secret } = await appWithHook();
    const [row] = await app.db.select().from(webhooks).where(eq(webhooks.id, hook.id));
    expect(JSON.stringify(row)).not.toContain(secret());
    const place = { appId: app.appId, kind: "webhook", name: row!.publicId };
    expect(app.vault.open(row!, place)).toBe(secret());
    expect(() => app.vault.open(row!, { ...place, name: "another" })).toThrow("cannot be read");
  });

  it("of another app is not there", async () => {
    const { hook } = await appWithHook();
    const stranger = await system.newApp();
    const notFound = { status: "WEBHOOK_NOT_FOUND" };
    await expect(rotateWebhook(stranger, { id: hook.id })).rejects.toMatchObject(notFound);
    await expect(revokeWebhook(stranger, { id: hook.id })).rejects.toMatchObject(notFound);
    expect(await listWebhooks(stranger, {})).toEqual([]);
    await expect(createWebhook(stranger, { idOrName: hook.taskId, name: "x", kind: "key" })).rejects.toMatchObject({
      status: "TASK_NOT_FOUND",
    });
  });
});
