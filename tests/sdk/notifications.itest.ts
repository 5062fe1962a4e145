import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { insertNotificationInput } from "#domain/notification.ts";
import { createConnection } from "#sdk/call.ts";
import { createNotifications } from "#sdk/notifications.ts";
import type { AppContext } from "#server/context.ts";
import { insertNotification } from "#server/services/notifications/index.ts";
import { getPushKey, listSubscriptions } from "#server/services/push/index.ts";
import { createToken } from "#server/services/tokens/index.ts";
import { rotateUserKey } from "#server/services/user-keys/index.ts";
import { handleTrpc } from "#server/trpc/handle-trpc.ts";
import { type FetchServer, serveFetch } from "#tests/support/fetch-server.ts";
import { signUserToken, type TestBrowser } from "#tests/support/push-server.ts";
import { never, push, usePushSystem } from "#tests/support/push-system.ts";

const { system, service } = usePushSystem();
let app: AppContext;
let server: FetchServer;
let userKey: string;

beforeAll(async () => {
  server = await serveFetch((request) => handleTrpc(request, { ...system.container, getSession: async () => null }));
});
afterAll(() => server.close());
beforeEach(async () => {
  app = await system.newApp();
  userKey = (await rotateUserKey(app, {})).key;
});

/** What of a browser the client touches. */
function stubBrowser({ permission = "granted", browser = service.browser() } = {}) {
  const known = { for: null as string | null };
  const registered: string[] = [];
  const subscription = () => ({
    endpoint: browser.subscription.endpoint,
    options: { applicationServerKey: Buffer.from(known.for!, "base64url") },
    toJSON: () => browser.subscription,
    unsubscribe: async () => {
      known.for = null;
      return true;
    },
  });
  const registration = {
    active: { state: "activated" },
    pushManager: {
      getSubscription: async () => (known.for === null ? null : subscription()),
      subscribe: async ({ applicationServerKey }: { applicationServerKey: Uint8Array }) => {
        known.for = Buffer.from(applicationServerKey).toString("base64url");
        return subscription();
      },
    },
  };
  vi.stubGlobal("PushManager", class {});
  vi.stubGlobal("Notification", { requestPermission: async () => permission });
  vi.stubGlobal("navigator", {
    userAgent: "Mozilla/5.0 Firefox/140.0",
    serviceWorker: {
      register: async (path: string) => {
        registered.push(path);
        return registration;
      },
      getRegistration: async () => registration,
    },
  });
  return { browser: browser as TestBrowser, known, registered };
}

async function userToken(sub: string, claims: Record<string, unknown> = {}) {
  const nowS = (await app.clock.now()).getTime() / 1_000;
  return signUserToken(userKey, { sub, ...claims }, Math.floor(nowS) + 600);
}

async function page(user?: string, scope: "notifications:receive" | "tasks:run" = "notifications:receive") {
  const { token } = await createToken(app, { name: "page", kind: "publishable", scopes: [scope] });
  return createNotifications(createConnection({ url: server.url, token, ...(user && { userToken: user }) }));
}

describe("Fliplet.Notifications in a page", () => {
  it("subscribes its browser for the app's key and for the signed user", async () => {
    const { browser, known, registered } = stubBrowser();
    const notifications = await page(await userToken("ada", { name: "Ada", role: "staff" }));
    expect(await notifications.subscribe()).toMatchObject({ userId: "ada" });
    expect(registered).toEqual(["/push-worker.js"]);
    expect(known.for).toBe((await getPushKey(app)).publicKey);
    expect((await listSubscriptions(app, {})).subscriptions).toMatchObject([
      { userId: "ada", userName: "Ada", userAgent: "Mozilla/5.0 Firefox/140.0" },
    ]);
    await push(app, { subscription: { role: "staff" } });
    expect(service.arrived.map((one) => one.browser)).toEqual([browser]);

    // On the next visit nothing is new; after the app's key was another, the browser subscribes anew.
    await notifications.subscribe();
    known.for = Buffer.alloc(65, 4).toString("base64url");
    await notifications.subscribe();
    expect(known.for).toBe((await getPushKey(app)).publicKey);
    expect((await listSubscriptions(app, {})).total).toBe(1);

    await notifications.unsubscribe();
    expect([known.for, (await listSubscriptions(app, {})).total]).toEqual([null, 0]);
  });

  it("is nobody's without a user token, whatever the page says, and refuses a forged one", async () => {
    stubBrowser();
    expect(await (await page()).subscribe()).toMatchObject({ userId: null });
    const nowS = Math.floor((await app.clock.now()).getTime() / 1_000);
    const forged = signUserToken("auk_not-the-key", { sub: "ada" }, nowS + 600);
    await expect((await page(forged)).subscribe()).rejects.toMatchObject({ status: "UNAUTHORIZED" });
    const { token } = await createToken(app, { name: "x", kind: "publishable", scopes: ["notifications:receive"] });
    const claim = await fetch(`${server.url}/api/trpc/push.subscribe`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ ...service.browser().subscription, userId: "ada" }),
    });
    expect(claim.status).toBe(400);
    expect((await listSubscriptions(app, {})).subscriptions).toMatchObject([{ userId: null }]);
  });

  it("shows the user's inbox and what they read", async () => {
    const insert = (notification: unknown) =>
      insertNotification(app, insertNotificationInput.parse(notification), null, never);
    await insert({ data: { title: "For all" } });
    await insert({ data: { title: "For staff" }, scope: { role: "staff" } });
    const ada = await page(await userToken("ada", { role: "staff" }));
    const { entries, pagination, unread } = await ada.inbox.get({ limit: 1 });
    expect([entries.map(({ data }) => data.title), pagination.total, unread]).toEqual([["For staff"], 2, 2]);
    expect(await ada.inbox.markRead(entries[0]!.id)).toBe(1);
    expect(await ada.unreadCount()).toBe(1);
    expect(await ada.inbox.markRead("all")).toBe(0);
    const nobody = await page();
    expect((await nobody.inbox.get()).entries.map(({ data }) => data.title)).toEqual(["For all"]);
    await expect(nobody.unreadCount()).rejects.toMatchObject({ status: "FORBIDDEN" });
  });

  it("needs the scope, leave of the person, and a browser that can", async () => {
    stubBrowser();
    await expect((await page(undefined, "tasks:run")).subscribe()).rejects.toMatchObject({ status: "FORBIDDEN" });
    stubBrowser({ permission: "denied" });
    const notifications = await page();
    await expect(notifications.subscribe()).rejects.toMatchObject({ status: "PERMISSION_DENIED" });
    vi.unstubAllGlobals();
    expect(notifications.isSupported()).toBe(false);
    await expect(notifications.subscribe()).rejects.toMatchObject({ status: "NOT_SUPPORTED" });
  });

  it("lets no token of an app at what the studio shows", async () => {
    const { token } = await createToken(app, { name: "x", kind: "secret", scopes: ["notifications:receive"] });
    for (const procedure of ["push.list", "notifications.list"]) {
      const { status } = await fetch(`${server.url}/api/trpc/${procedure}?input=%7B%7D`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(status).toBe(403);
    }
  });
});
