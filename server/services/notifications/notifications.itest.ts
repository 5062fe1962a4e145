import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { insertNotificationInput, updateNotificationInput } from "#domain/notification.ts";
import type { AppContext } from "#server/context.ts";
import { sendDueNotifications } from "#server/runner/send-due-notifications.ts";
import { updateApp } from "#server/services/apps/index.ts";
import { listLines } from "#server/services/logs/index.ts";
import { listMessages } from "#server/services/messages/index.ts";
import { getRun } from "#server/services/runs/index.ts";
import { asPage, never, usePushSystem } from "#tests/support/push-system.ts";
import {
  countUnread,
  findNotifications,
  getNotification,
  insertNotification,
  listNotifications,
  markRead,
  readInbox,
  removeNotification,
  updateNotification,
} from "./index.ts";

const { system, service, subscribed, appWithTask, workOff, comeAgain } = usePushSystem();

const insert = async (app: AppContext, notification: Record<string, unknown>) =>
  (await insertNotification(app, insertNotificationInput.parse(notification), null, never)).notification;
const update = (app: AppContext, changes: Record<string, unknown>) =>
  updateNotification(app, updateNotificationInput.parse(changes), never);
const titles = async (app: AppContext, user: Record<string, unknown> | null = null) =>
  (await readInbox(asPage(app, user), {})).entries.map(({ data }) => data.title);
const sendDue = () => sendDueNotifications({ services: system.container.services }, never);
const come = (app: AppContext) =>
  app.db.execute(sql`update notifications set order_at = now() - interval '1 second' where app_id = ${app.appId}`);

const ADA = { sub: "ada", role: "staff" };
const BOB = { sub: "bob", role: "guest" };
const PUSH = { pushNotification: { payload: {} } };

describe("a notification", () => {
  it("of a handler stands in the inbox of whom it is for, and is pushed to them", async () => {
    const { app, start } = await appWithTask(`
      const inbox = Fliplet.Notifications.init({});
      const made = await inbox.insert({
        status: 'published', data: { title: 'Staff only', message: 'Room 5', navigate: { action: 'url', url: '/rooms/5' } },
        scope: { role: 'staff' }, pushNotification: { payload: { title: 'Look', body: 'Room 5 is free' } },
        orderAt: new Date('2026-01-31T08:00:00Z'),
      });
      const same = await Fliplet.Notifications.get(made.id);
      await Fliplet.Notifications.update(made.id, { data: { title: 'Staff', message: 'Room 5' } });
      const other = await Fliplet.Notifications.insert({ data: { title: 'Gone' } });
      await inbox.remove(other.id);
      const found = await inbox.find({ limit: 10 });
      return { pushed: made.pushed, same: same.data.title, found: found.map((one) => one.data.title) }`);
    const ada = await subscribed(app, ADA);
    await subscribed(app, BOB);
    const runId = await start();
    await workOff();
    const run = await getRun(app, { id: runId });
    expect(run).toMatchObject({
      status: "completed",
      result: { pushed: { sent: 1 }, same: "Staff only", found: ["Staff"] },
    });
    expect(service.arrived.map(({ browser }) => browser)).toEqual([ada.browser]);
    const { notifications } = await listNotifications(app, {});
    expect(JSON.parse(service.arrived[0]!.payload)).toEqual({
      title: "Look",
      body: "Room 5 is free",
      navigate: { action: "url", url: "/rooms/5" },
      notificationId: notifications[0]!.id,
    });
    expect(notifications[0]).toMatchObject({ runId, taskName: "task", reads: 0, pushCounts: { sent: 1 } });
    expect(await titles(app, ADA)).toEqual(["Staff"]);
    expect([await titles(app, BOB), await titles(app)]).toEqual([[], []]);
    const lines = (await listLines(app, { runId, order: "asc" })).lines.filter(({ kind }) => kind === "push");
    expect(lines.map(({ message }) => message)[0]).toMatch(
      /inserted the published notification \d+; push "Look": 1 sent/,
    );
  });

  it("is made and pushed once, however often its run is tried", async () => {
    const { app, start } = await appWithTask(
      `const { pushed } = await Fliplet.Notifications.insert({ data: { title: 'Once' }, pushNotification: { payload: {} } });
       if (pushed.failed) throw new Error('again');
       return pushed`,
      1,
    );
    const got = await subscribed(app);
    const late = await subscribed(app);
    const busy = { status: 500, headers: { "retry-after": "0" } };
    late.answers.push(busy, busy);
    const runId = await start();
    await workOff();
    await comeAgain(app, runId);
    expect(await getRun(app, { id: runId })).toMatchObject({ status: "completed", result: { sent: 2 } });
    expect(service.arrived.map(({ browser }) => browser)).toEqual([got.browser, late.browser]);
    expect(await titles(app)).toEqual(["Once"]);
  });

  it("that cannot be pushed is not inserted either", async () => {
    const app = await system.newApp();
    await subscribed(app);
    await updateApp(app, { id: app.appId, limits: { pushesPerDay: 0 } });
    await expect(insert(app, { data: { title: "x" }, ...PUSH })).rejects.toMatchObject({ status: "RATE_LIMITED" });
    const long = { payload: { data: "x".repeat(4_000) } };
    await expect(insert(app, { data: { title: "x" }, pushNotification: long })).rejects.toMatchObject({
      field: "pushNotification.payload.data",
    });
    await expect(insert(app, { data: { title: "x" }, scope: { name: { $regex: "^a.*b$" } } })).rejects.toMatchObject({
      field: "scope",
      message: expect.stringContaining("$iLike"),
    });
    expect(await findNotifications(app, {})).toEqual([]);
  });

  it("that is a draft is shown to nobody, and pushed when it is published, once", async () => {
    const app = await system.newApp();
    await subscribed(app);
    const { id } = await insert(app, { status: "draft", data: { title: "Soon" }, ...PUSH });
    expect(await titles(app)).toEqual([]);
    expect(service.arrived).toEqual([]);
    expect((await update(app, { id, status: "published" })).push).toMatchObject({ sent: 1 });
    expect(await titles(app)).toEqual(["Soon"]);
    await update(app, { id, status: "draft" });
    expect((await update(app, { id, status: "published" })).push).toBeNull();
    expect(service.arrived).toHaveLength(1);
  });
});

describe("a scheduled notification", () => {
  const LATER = { status: "scheduled", orderAt: "2099-01-01T00:00:00Z", data: { title: "Later" }, ...PUSH };

  it("is shown and pushed when its time comes, once, whoever looks", async () => {
    const app = await system.newApp();
    await subscribed(app);
    await insert(app, LATER);
    await sendDue();
    expect([service.arrived, await titles(app)]).toEqual([[], []]);
    await come(app);
    // Shown from its time on, not from when somebody pushes it.
    expect(await titles(app)).toEqual(["Later"]);
    await Promise.all([sendDue(), sendDue(), sendDue()]);
    expect(service.arrived).toHaveLength(1);
    expect((await findNotifications(app, { status: "published" })).map(({ data }) => data.title)).toEqual(["Later"]);
    expect((await listMessages(app, { channel: "push" })).messages).toMatchObject([{ status: "sent", runId: null }]);
  });

  it("comes by the cron call where no worker runs", async () => {
    const app = await system.newApp();
    await subscribed(app);
    await insert(app, LATER);
    await come(app);
    await system.container.cron();
    expect(service.arrived).toHaveLength(1);
  });

  it("loses no push when the process dies between writing it down and sending it", async () => {
    const app = await system.newApp();
    await subscribed(app);
    await insert(app, LATER);
    await come(app);
    await sendDueNotifications({ services: system.container.services }, AbortSignal.abort());
    expect((await findNotifications(app, { status: "scheduled" })).length).toBe(1);
    // It is told to stop once it has written the first one down.
    let looks = 0;
    const leaving = {
      get aborted() {
        return looks++ > 0;
      },
    } as AbortSignal;
    await sendDueNotifications({ services: system.container.services }, leaving);
    expect(service.arrived).toHaveLength(0);
    // What a process leaves that dies at that moment instead.
    await app.db.execute(sql`update messages set status = 'sending', error = null, started_at = now() - interval '2 minutes'
      where app_id = ${app.appId}`);
    await sendDue();
    expect(service.arrived).toHaveLength(1);
  });

  it("that may not be pushed is shown all the same, and the outbox says why; others are not held up", async () => {
    const [app, other] = [await system.newApp(), await system.newApp()];
    for (const one of [app, other]) {
      await subscribed(one);
      await insert(one, LATER);
      await come(one);
    }
    await updateApp(app, { id: app.appId, limits: { pushesPerDay: 0 } });
    await sendDue();
    expect(await titles(app)).toEqual(["Later"]);
    expect((await listMessages(app, {})).messages).toMatchObject([
      { status: "failed", error: expect.stringContaining("0 push messages") },
    ]);
    expect(service.arrived).toHaveLength(1);
  });

  it("that was removed before its time is neither", async () => {
    const app = await system.newApp();
    await subscribed(app);
    const { id } = await insert(app, LATER);
    await removeNotification(app, { id });
    await sendDue();
    expect(service.arrived).toEqual([]);
  });
});

describe("an inbox", () => {
  it("is the user's own: what is for them, what they read, newest first, by pages", async () => {
    const app = await system.newApp();
    for (const [title, scope, day] of [
      ["for all", null, 1],
      ["for staff", { role: "staff" }, 2],
      ["for Ada", { id: "ada" }, 3],
      ["but for guests", { role: { $ne: "guest" } }, 4],
    ] as const)
      await insert(app, { data: { title }, scope, orderAt: `2026-01-0${day}T00:00:00Z` });
    expect(await titles(app, ADA)).toEqual(["but for guests", "for Ada", "for staff", "for all"]);
    expect(await titles(app, BOB)).toEqual(["for all"]);
    expect(await titles(app)).toEqual(["for all"]);

    const page = await readInbox(asPage(app, ADA), { limit: 1, offset: 1 });
    expect(page).toMatchObject({ pagination: { limit: 1, offset: 1, total: 4 }, unread: 4 });
    expect(page.entries).toMatchObject([{ data: { title: "for Ada" }, readAt: null }]);
    expect(await markRead(asPage(app, ADA), { ids: [page.entries[0]!.id] })).toEqual({ unread: 3 });
    expect(await countUnread(asPage(app, BOB))).toEqual({ unread: 1 });
    // What is not in the user's inbox cannot be marked.
    expect(await markRead(asPage(app, BOB), { ids: [page.entries[0]!.id] })).toEqual({ unread: 1 });
    expect((await readInbox(asPage(app, ADA), {})).entries[1]).toMatchObject({ readAt: expect.any(String) });
    expect(await markRead(asPage(app, ADA), { ids: "all" })).toEqual({ unread: 0 });
    expect(await markRead(asPage(app, ADA), { ids: "all" })).toEqual({ unread: 0 });
    const reads = (await listNotifications(app, {})).notifications.map((one) => one.reads);
    expect(reads).toEqual([1, 1, 1, 1]);
  });

  it("of nobody known keeps no record of what was read", async () => {
    const app = await system.newApp();
    await insert(app, { data: { title: "Hi" } });
    expect(await readInbox(asPage(app), {})).toMatchObject({ unread: null, entries: [{ readAt: null }] });
    for (const call of [countUnread(asPage(app)), markRead(asPage(app), { ids: "all" })])
      await expect(call).rejects.toMatchObject({ status: "FORBIDDEN", message: expect.stringContaining("user token") });
  });

  it("is another app's business", async () => {
    const [app, other] = [await system.newApp(), await system.newApp()];
    const { id } = await insert(app, { data: { title: "Ours" } });
    expect(await titles(other, ADA)).toEqual([]);
    expect(await markRead(asPage(other, ADA), { ids: [id] })).toEqual({ unread: 0 });
    const gone = { status: "NOTIFICATION_NOT_FOUND" };
    await expect(getNotification(other, { id })).rejects.toMatchObject(gone);
    await expect(update(other, { id, status: "draft" })).rejects.toMatchObject(gone);
    await expect(removeNotification(other, { id })).rejects.toMatchObject(gone);
    expect(await titles(app)).toEqual(["Ours"]);
    expect((await listNotifications(app, {})).notifications[0]!.reads).toBe(0);
  });
});
