import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { sendPushInput, subscribeInput } from "#domain/push.ts";
import { createPushTransport } from "#server/capabilities/push-transport.ts";
import { resendMessage } from "#server/services/messages/index.ts";
import { asPage, never, push, usePushSystem } from "#tests/support/push-system.ts";
import {
  getPushKey,
  listDeliveries,
  listSubscriptions,
  removeSubscription,
  sendPush,
  sendTestPush,
  subscribe,
  unsubscribe,
} from "./index.ts";

const { system, service, subscribed } = usePushSystem();

/** The way out as it is without an operator's rule. */
const guarded = createPushTransport({ allow: [], subject: "mailto:desk@example.org" });

describe("a subscription", () => {
  it("is its browser's once, with what it said last, and its signed user's", async () => {
    const app = await system.newApp();
    const browser = service.browser();
    const input = subscribeInput.parse({ ...browser.subscription, userAgent: "Firefox" });
    const first = await subscribe(asPage(app, { sub: "ada", name: "Ada" }), input);
    expect(first.userId).toBe("ada");
    expect((await listSubscriptions(app, {})).subscriptions).toMatchObject([
      { userId: "ada", userName: "Ada", userAgent: "Firefox", service: new URL(service.url).host },
    ]);
    // Signed out: what is for Ada is not for whoever sits there now.
    const second = await subscribe(asPage(app), { ...input, keys: service.browser().subscription.keys });
    expect(second).toEqual({ id: first.id, userId: null });
    expect((await push(app, { subscription: "ada" })).answer.sent).toBe(0);
    expect(await unsubscribe(asPage(app), { endpoint: input.endpoint })).toEqual({ removed: true });
    expect(await unsubscribe(asPage(app), { endpoint: input.endpoint })).toEqual({ removed: false });
  });

  it("lists neither endpoint nor keys", async () => {
    const app = await system.newApp();
    const { subscription } = await subscribed(app);
    const listed = JSON.stringify(await listSubscriptions(app, {}));
    for (const secret of [new URL(subscription.endpoint).pathname, subscription.keys.auth, subscription.keys.p256dh])
      expect(listed).not.toContain(secret);
  });

  it.each([
    ["http", { endpoint: "http://push.example.org/x" }, "endpoint"],
    ["loopback", { endpoint: "https://localhost.localdomain:444/x" }, "endpoint"],
    ["cloud metadata", { endpoint: "https://169.254.169.254/latest" }, "endpoint"],
    ["mapped loopback", { endpoint: "https://[::ffff:10.0.0.1]/x" }, "endpoint"],
  ])("is refused for an endpoint on %s", async (_name, change, field) => {
    const app = await system.newApp();
    const input = subscribeInput.parse({ ...service.browser().subscription, ...change });
    await expect(subscribe(asPage(app), input)).rejects.toMatchObject({ status: "INVALID_INPUT", field });
  });

  it("is refused for a key that is no point on the curve", async () => {
    const app = await system.newApp();
    const { endpoint, keys } = service.browser().subscription;
    const p256dh = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]).toString("base64url");
    await expect(subscribe(asPage(app), { endpoint, keys: { ...keys, p256dh } })).rejects.toMatchObject({
      field: "keys.p256dh",
    });
  });

  it("whose name turns out to be private is refused when the push is sent, in words that tell nothing", async () => {
    const app = await system.newApp();
    const { id, subscription } = await subscribed(app);
    const { port } = new URL(service.url);
    for (const endpoint of [
      `https://localhost/x`,
      `https://127.0.0.1.nip.invalid:${port}/x`,
      `http://0x7f000001:${port}/x`,
    ]) {
      await app.db.execute(sql`update push_subscriptions set endpoint = ${endpoint} where id = ${id}`);
      const { answer } = await push({ ...app, push: guarded }, {});
      expect(answer).toMatchObject({ sent: 0, failed: 1 });
      const { deliveries } = await listDeliveries(app, { messageId: answer.id });
      expect(deliveries[0]!.error).not.toMatch(/ECONN|127\.0|refused/);
    }
    expect(service.asked).toBe(0);
    expect(subscription.endpoint).toContain(service.url);
  });

  it("beyond the user's twentieth takes the place of the one heard of least lately", async () => {
    const app = await system.newApp();
    const first = await subscribed(app, { sub: "ada" });
    for (let n = 0; n < 20; n++) await subscribed(app, { sub: "ada" });
    const { subscriptions, total } = await listSubscriptions(app, { limit: 100 });
    expect(total).toBe(20);
    expect(subscriptions.some(({ id }) => id === first.id)).toBe(false);
  });

  it("of a user has room where a public token filled the app", async () => {
    const app = await system.newApp();
    await app.db.execute(sql`
      insert into push_subscriptions (app_id, endpoint, p256dh, auth)
      select ${app.appId}, 'https://push.example.org/' || n, 'x', 'x' from generate_series(1, 10000) n`);
    await expect(subscribed(app)).rejects.toMatchObject({ status: "SUBSCRIPTION_LIMIT_REACHED" });
    await subscribed(app, { sub: "ada" });
    expect((await listSubscriptions(app, {})).total).toBe(10_000);
  });

  it("is another app's business", async () => {
    const [app, other] = [await system.newApp(), await system.newApp()];
    const { id, subscription } = await subscribed(app);
    expect((await listSubscriptions(other, {})).subscriptions).toEqual([]);
    await expect(removeSubscription(other, { id })).rejects.toMatchObject({ status: "SUBSCRIPTION_NOT_FOUND" });
    await expect(sendTestPush(other, { id })).rejects.toMatchObject({ status: "SUBSCRIPTION_NOT_FOUND" });
    expect(await unsubscribe(asPage(other), { endpoint: subscription.endpoint })).toEqual({ removed: false });
    expect((await push(other, { subscription: id })).answer.sent).toBe(0);
    const input = sendPushInput.parse({ appId: app.appId, options: { title: "Hi" } });
    await expect(sendPush(other, input, null, never)).rejects.toMatchObject({ status: "FORBIDDEN" });
    const { answer } = await push(app, {});
    expect((await listDeliveries(other, { messageId: answer.id })).deliveries).toEqual([]);
    await expect(resendMessage(other, { id: answer.id })).rejects.toMatchObject({ status: "MESSAGE_NOT_FOUND" });
    expect((await getPushKey(app)).publicKey).not.toBe((await getPushKey(other)).publicKey);
  });

  it("gets a test from the studio", async () => {
    const app = await system.newApp();
    const [one] = [await subscribed(app), await subscribed(app)];
    expect(await sendTestPush(app, { id: one.id })).toMatchObject({ sent: 1 });
    expect(service.arrived.map(({ browser }) => browser)).toEqual([one.browser]);
  });
});
