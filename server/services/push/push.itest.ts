import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { messages, pushes, secrets } from "#db/schema/index.ts";
import { type PushChooser, sendPushInput } from "#domain/push.ts";
import { updateApp } from "#server/services/apps/index.ts";
import { listLines } from "#server/services/logs/index.ts";
import { getMessage, listMessages, resendMessage } from "#server/services/messages/index.ts";
import { getRun } from "#server/services/runs/index.ts";
import { rotateSecrets } from "#server/services/secrets/index.ts";
import { createVault } from "#server/vault/vault.ts";
import { readVapid } from "#tests/support/push-server.ts";
import { never, push, usePushSystem } from "#tests/support/push-system.ts";
import { SETTINGS } from "#tests/support/test-system.ts";
import {
  getPushKey,
  listDeliveries,
  listSubscriptions,
  replacePushKey,
  reservePush,
  resumeAbandonedPushes,
  sendPush,
} from "./index.ts";

const { system, service, subscribed, appWithTask, workOff, comeAgain } = usePushSystem();

const SEND =
  "return Fliplet.Communicate.sendPushNotification(Fliplet.Env.get('appId'), { title: 'Booking', body: 'Room 5' })";

describe("a push message", () => {
  it("is read by the browser it is for, and shows its push service who sent it", async () => {
    const { app, start } = await appWithTask(`
      return Fliplet.Communicate.sendPushNotification(Fliplet.Env.get('appId'), {
        title: 'Bööking', body: 'Room 5 at 9:00', badge: 3, url: 'https://app.example.org/rooms/5', data: { room: 5 },
        ttl: 600, urgency: 'high',
      })`);
    const ada = await subscribed(app);
    const runId = await start();
    await workOff();
    const run = await getRun(app, { id: runId });
    expect(run).toMatchObject({ status: "completed", result: { sent: 1, failed: 0, removed: 0, uncertain: 0 } });
    const [arrived] = service.arrived;
    expect(arrived!.browser).toBe(ada.browser);
    expect(JSON.parse(arrived!.payload)).toEqual({
      title: "Bööking",
      body: "Room 5 at 9:00",
      badge: 3,
      navigate: "https://app.example.org/rooms/5",
      data: { room: 5 },
    });
    expect(arrived!.headers).toMatchObject({ ttl: "600", urgency: "high", "content-encoding": "aes128gcm" });

    const { claims, key } = readVapid(arrived!.headers.authorization!);
    expect(key).toBe((await getPushKey(app)).publicKey);
    expect(claims).toMatchObject({ aud: service.url, sub: "mailto:desk@example.org" });
    const inS = claims.exp - (await app.clock.now()).getTime() / 1_000;
    expect(inS).toBeGreaterThan(0);
    expect(inS).toBeLessThanOrEqual(24 * 3_600);

    const lines = (await listLines(app, { runId, order: "asc" })).lines.filter(({ kind }) => kind === "push");
    expect(lines.map(({ message }) => message)).toEqual([expect.stringContaining('push "Bööking": 1 sent')]);
    expect(JSON.stringify(lines)).not.toContain(ada.subscription.endpoint);
    const [message] = (await listMessages(app, { channel: "push" })).messages;
    expect(message).toMatchObject({ status: "sent", subject: "Bööking", runId, error: null, pushCounts: { sent: 1 } });
    expect(await getMessage(app, { id: message!.id })).toMatchObject({
      push: { data: { room: 5 } },
      text: "Room 5 at 9:00",
    });
  });

  it("removes subscriptions that are dead, and says which others failed", async () => {
    const app = await system.newApp();
    const [alive, gone, missing, busy, patient, away] = await Promise.all(
      Array.from({ length: 6 }, () => subscribed(app)),
    );
    gone!.answers.push({ status: 410 });
    missing!.answers.push({ status: 404 });
    const full = { status: 503, headers: { "retry-after": "0" } };
    busy!.answers.push(full, full);
    patient!.answers.push({ status: 429, headers: { "retry-after": "0" } });
    away!.answers.push({ status: 429, headers: { "retry-after": "3600" } });
    const { answer } = await push(app, {});
    expect(answer).toMatchObject({ sent: 2, failed: 2, removed: 2, uncertain: 0 });
    expect(new Set(service.arrived.map(({ browser }) => browser))).toEqual(new Set([alive!.browser, patient!.browser]));
    // The busy and the patient one were asked a second time, the one that wants an hour was not.
    expect(service.asked).toBe(8);
    const left = (await listSubscriptions(app, {})).subscriptions;
    expect(left.map(({ id }) => id).sort()).toEqual([alive, busy, patient, away].map((one) => one!.id).sort());
    expect(left.find(({ id }) => id === busy!.id)?.lastError).toContain("503");
    expect(left.find(({ id }) => id === alive!.id)).toMatchObject({ lastError: null, lastSentAt: expect.any(String) });
    const { deliveries } = await listDeliveries(app, { messageId: answer.id });
    const statusOf = new Map(deliveries.map(({ subscriptionId, status }) => [subscriptionId, status]));
    const everyone = [alive, gone, missing, busy, patient, away];
    expect(everyone.map((one) => statusOf.get(one!.id))).toEqual(["sent", "gone", "gone", "failed", "sent", "failed"]);

    const again = await push(app, {});
    expect(again.answer).toMatchObject({ sent: 4, removed: 0 });
  });

  it("goes to whom it is for: a subscription, a user, several, a filter, all", async () => {
    const app = await system.newApp();
    const ada = await subscribed(app, { sub: "ada", role: "staff", age: 36 });
    const adasPhone = await subscribed(app, { sub: "ada", role: "staff", age: 36 });
    const bob = await subscribed(app, { sub: "bob", role: "guest", age: 20 });
    const nobody = await subscribed(app);
    const reached = async (subscription?: PushChooser) => {
      const { answer } = await push(app, { subscription });
      const { deliveries } = await listDeliveries(app, { messageId: answer.id });
      return deliveries.map(({ subscriptionId }) => subscriptionId);
    };
    const [a, p, b, n] = [ada.id, adasPhone.id, bob.id, nobody.id];
    expect(await reached(b)).toEqual([b]);
    expect(await reached("ada")).toEqual([a, p]);
    expect(await reached(["bob", n])).toEqual([b, n]);
    expect(await reached([])).toEqual([]);
    expect(await reached({ role: "staff" })).toEqual([a, p]);
    expect(await reached({ id: { $in: ["bob"] } })).toEqual([b]);
    expect(await reached({ age: { $gt: 30 } })).toEqual([a, p]);
    expect(await reached({ id: { $regex: "^a.a$" } })).toEqual([a, p]);
    // Nobody known is not "anybody but staff".
    expect(await reached({ role: { $ne: "staff" } })).toEqual([b]);
    expect(await reached({})).toEqual([a, p, b, n]);
    expect(await reached()).toEqual([a, p, b, n]);
    await expect(push(app, { subscription: { role: { $near: 1 } } })).rejects.toMatchObject({
      status: "INVALID_INPUT",
      field: "subscription",
    });
  });

  it("that nobody is subscribed for says so in the outbox", async () => {
    const app = await system.newApp();
    const { answer } = await push(app, {});
    expect(answer).toMatchObject({ sent: 0, failed: 0, removed: 0 });
    expect(await getMessage(app, { id: answer.id })).toMatchObject({
      status: "kept",
      error: null,
    });
    await expect(resendMessage(app, { id: answer.id })).rejects.toMatchObject({ status: "MESSAGE_ALREADY_SENT" });
  });

  it.each([
    ["a title that is too long", { title: "x".repeat(201) }, "title"],
    ["a body that is too long", { body: "x".repeat(2_001) }, "body"],
    ["data that is too long", { data: { text: "ä".repeat(2_000) } }, "data"],
    ["an urgency that is none", { urgency: "now" }, "urgency"],
    ["a time to live below zero", { ttl: -1 }, "ttl"],
  ])("with %s is refused by name", async (_name, options, field) => {
    const { app, start } = await appWithTask(`
      try { await Fliplet.Communicate.sendPushNotification(Fliplet.Env.get('appId'), { title: 'x', ...${JSON.stringify(options)} }) }
      catch (error) { return { status: error.status, message: error.message } }`);
    await subscribed(app);
    const runId = await start();
    await workOff();
    const { result } = (await getRun(app, { id: runId })) as { result: { status: string; message: string } };
    expect(result.status).toBe("INVALID_INPUT");
    expect(result.message).toContain(field);
    expect(service.asked).toBe(0);
  });

  it("of 3,993 bytes goes, of one more it does not", async () => {
    const app = await system.newApp();
    await subscribed(app);
    const bare = Buffer.byteLength(JSON.stringify({ title: "Hi", body: "", data: "" }));
    await push(app, { data: "x".repeat(3_993 - bare) });
    expect(Buffer.byteLength(service.arrived[0]!.payload)).toBe(3_993);
    expect(Number(service.arrived[0]!.headers["content-length"])).toBe(4_096);
    await expect(push(app, { data: "x".repeat(3_994 - bare) })).rejects.toMatchObject({
      status: "INVALID_INPUT",
      field: "data",
      message: expect.stringContaining("3,993"),
    });
  });
});

describe("what keeps a push to once", () => {
  it("a run that is tried again reaches only those that the first attempt did not", async () => {
    const { app, start } = await appWithTask(
      `${SEND}.then((answer) => { if (answer.failed) throw new Error('again'); return answer })`,
      2,
    );
    const got = await subscribed(app);
    const late = await subscribed(app);
    const silent = await subscribed(app);
    late.answers.push(
      { status: 500, headers: { "retry-after": "0" } },
      { status: 500, headers: { "retry-after": "0" } },
    );
    silent.answers.push("breaks");
    const runId = await start();
    await workOff();
    expect(service.arrived.map(({ browser }) => browser)).toEqual([got.browser]);
    await comeAgain(app, runId);
    const run = await getRun(app, { id: runId });
    expect(run).toMatchObject({ status: "completed", attempt: 2, result: { sent: 2, failed: 0, uncertain: 1 } });
    // What broke off may have arrived: it is not sent again by itself.
    expect(service.arrived.map(({ browser }) => browser)).toEqual([got.browser, late.browser]);
    const { messages: kept } = await listMessages(app, {});
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({ status: "sent", error: expect.stringContaining("1 got no answer") });

    await resendMessage(app, { id: kept[0]!.id });
    expect(service.arrived.map(({ browser }) => browser)).toEqual([got.browser, late.browser, silent.browser]);
  });

  it("a handler that means to send the same twice does", async () => {
    const { app, start } = await appWithTask(`${SEND.replace("return", "await")}; ${SEND}`);
    await subscribed(app);
    await start();
    await workOff();
    expect(service.arrived).toHaveLength(2);
  });

  it("a process that died leaves what waited to the next, and what was on its way to a person", async () => {
    const app = await system.newApp();
    const [inFlight, waiting] = [await subscribed(app), await subscribed(app)];
    const draft = {
      content: { title: "Hi", body: "", ttl: 60, urgency: "normal" as const },
      ...{ to: null, fields: { to: "", content: "" }, notificationId: null, taskId: null, runId: null },
    };
    const { row } = await reservePush(app, draft, null);
    await app.db.execute(
      sql`update pushes set status = 'sending', attempts = 1 where subscription_id = ${inFlight.id}`,
    );
    // Young ones belong to a process that is at work.
    expect(await resumeAbandonedPushes(app, never)).toBe(0);
    await app.db.execute(sql`update messages set started_at = now() - interval '2 minutes' where id = ${row.id}`);
    const both = await Promise.all([resumeAbandonedPushes(app, never), resumeAbandonedPushes(app, never)]);
    expect(both.sort()).toEqual([0, 1]);
    expect(service.arrived.map(({ browser }) => browser)).toEqual([waiting.browser]);
    expect(await getMessage(app, { id: row.id })).toMatchObject({
      status: "sent",
      pushCounts: { sent: 1, uncertain: 1, waiting: 0 },
    });
  });

  it("several that work on one message at once share its pushes", async () => {
    const app = await system.newApp();
    await Promise.all(Array.from({ length: 30 }, () => subscribed(app)));
    const answers = await Promise.all(Array.from({ length: 4 }, () => push(app, {}, "shared-key")));
    expect(service.arrived).toHaveLength(30);
    expect(new Set(service.arrived.map(({ browser }) => browser)).size).toBe(30);
    expect(new Set(answers.map(({ answer }) => answer.id)).size).toBe(1);
  });

  it("a run that ends early leaves the rest, and its next attempt sends it", async () => {
    const app = await system.newApp();
    await Promise.all(Array.from({ length: 3 }, () => subscribed(app)));
    const input = sendPushInput.parse({ appId: app.appId, options: { title: "Hi" } });
    const { answer } = await sendPush(app, input, "key", AbortSignal.abort());
    expect(answer).toMatchObject({ sent: 0, failed: 3 });
    expect(await getMessage(app, { id: answer.id })).toMatchObject({
      status: "failed",
      error: expect.stringContaining("before the run ended"),
    });
    const next = await sendPush(app, input, "key", never);
    expect(next).toMatchObject({ answer: { id: answer.id, sent: 3 }, isRepeat: true });
  });
});

describe("the volume of 24 hours", () => {
  it("counts subscriptions, and holds when messages race", async () => {
    const app = await system.newApp();
    await updateApp(app, { id: app.appId, limits: { pushesPerDay: 5 } });
    await Promise.all([subscribed(app), subscribed(app)]);
    const sent = await Promise.allSettled(Array.from({ length: 4 }, () => push(app, {})));
    expect(sent.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect(sent.find(({ status }) => status === "rejected")).toMatchObject({
      reason: { status: "RATE_LIMITED", message: expect.stringContaining("5 push messages") },
    });
    expect(service.arrived).toHaveLength(4);
    await app.db.update(pushes).set({ createdAt: sql`now() - interval '25 hours'` });
    await push(app, {});
  });
});

describe("the push key", () => {
  it("is made once, sealed, and turned with the others", async () => {
    const app = await system.newApp();
    const keys = await Promise.all(Array.from({ length: 5 }, () => getPushKey(app)));
    expect(new Set(keys.map(({ publicKey }) => publicKey)).size).toBe(1);
    expect(Buffer.from(keys[0]!.publicKey, "base64url")).toHaveLength(65);
    const [stored] = await app.db.select().from(secrets).where(sql`app_id = ${app.appId} and kind = 'push-key'`);
    expect(Buffer.from(stored!.ciphertext, "base64")).toHaveLength(12 + 16 + 43);

    const vault = createVault("another-key-0123456789-0123456789-abcdef", [SETTINGS.SECRET_KEY]);
    expect((await rotateSecrets({ db: app.db, vault })).rotated).toBeGreaterThan(0);
    expect(await getPushKey({ ...app, vault })).toEqual(keys[0]);

    await subscribed(app);
    // The server's own vault never had the new key.
    await expect(push(app, {})).rejects.toMatchObject({
      status: "UNAVAILABLE",
      message: expect.stringContaining("SECRET_KEY"),
    });
    const [message] = await app.db.select().from(messages).where(sql`app_id = ${app.appId}`);
    expect(message).toMatchObject({ status: "failed", error: expect.stringContaining("SECRET_KEY") });
    expect(await replacePushKey(app)).not.toEqual(keys[0]);
    await push(app, {});
  });
});
