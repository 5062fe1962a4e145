import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { subscribeInput } from "#domain/push.ts";
import { TEMPLATE_KEYS } from "#domain/template.ts";
import type { AppContext } from "#server/context.ts";
import { updateApp } from "#server/services/apps/index.ts";
import { createDataSource, listDataSources } from "#server/services/data-sources/index.ts";
import { webhookKey, webhookSignature } from "#server/services/messages/webhook-signature.ts";
import { findNotifications } from "#server/services/notifications/index.ts";
import { subscribe } from "#server/services/push/index.ts";
import { requestRun } from "#server/services/runs/index.ts";
import { getScreen, listScreens } from "#server/services/screens/index.ts";
import { setSecret } from "#server/services/secrets/index.ts";
import { createTask, getTask, listTasks, updateTask } from "#server/services/tasks/index.ts";
import { listTemplates, useTemplate } from "#server/services/templates/index.ts";
import { type FetchServer, serveFetch } from "#tests/support/fetch-server.ts";
import { type MailServer, startMailServer } from "#tests/support/mail-server.ts";
import { type PushServer, startPushServer } from "#tests/support/push-server.ts";
import { asPage } from "#tests/support/push-system.ts";
import { useTestSystem } from "#tests/support/test-system.ts";
import { startFrom } from "./use-case.ts";

const settings: Record<string, string> = { MAIL_FROM: "App Tasks <tasks@example.org>" };
const LEADS_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
let smtp: MailServer;
let push: PushServer;
let crm: FetchServer;
let feed = "";
let arrived: { headers: Headers; body: string }[];
/** What the other system answers, call after call; 200 once they are used up. */
let answers: number[];

beforeAll(async () => {
  smtp = await startMailServer();
  push = await startPushServer();
  crm = await serveFetch(async (request) => {
    if (request.url.endsWith("/feed.xml")) return new Response(feed, { headers: { "content-type": "text/xml" } });
    arrived.push({ headers: request.headers, body: await request.text() });
    const status = answers.shift() ?? 200;
    return Response.json({ id: `crm-${arrived.length}` }, { status });
  });
  settings.SMTP_URL = smtp.url;
  settings.EGRESS_ALLOW = "127.0.0.1";
});
const system = useTestSystem(settings);
afterAll(async () => {
  await smtp.close();
  await crm.close();
  await push.close();
});
beforeEach(() => {
  smtp.arrived = [];
  arrived = [];
  push.arrived = [];
  answers = [];
});

describe("a template", () => {
  it.each(TEMPLATE_KEYS)("%s brings its screen, its data and its task, which is off", async (key) => {
    const app = await system.newApp();
    const offered = listTemplates().find((template) => template.key === key)!;
    const made = await useTemplate(app, { template: key, timezone: "Europe/Madrid" });

    expect(await getScreen(app, { id: made.screenId })).toMatchObject({ name: offered.name, publishedVersion: null });
    const task = await getTask(app, { idOrName: made.task!.id });
    expect(task).toMatchObject({ ...offered.task, active: false, nextRunAt: null, pageId: made.screenId });
    if (task.frequency) expect(task.timezone).toBe("Europe/Madrid");
    expect((await listDataSources(app)).map(({ name }) => name)).toEqual([...offered.dataSources].sort());
  });

  it("uses the data that is there, and another name for its task when that is taken", async () => {
    const app = await system.newApp();
    await createDataSource(app, { name: "Check-ins", columns: ["Name"], entries: [{ Name: "Ada" }] });
    expect(await useTemplate(app, { template: "check-out" })).toMatchObject({ dataSources: [] });
    const again = await useTemplate(app, { template: "check-out", name: "Second" });
    expect(again.task?.name).toBe("check-out-at-midnight-2");
    expect((await listScreens(app)).map(({ name }) => name).sort()).toEqual(["Check out", "Second"]);
  });

  it("makes nothing when there is no room for its task, and the rest without it", async () => {
    const app = await system.newApp();
    await updateApp(app, { id: app.appId, limits: { tasks: 1 } });
    await useTemplate(app, { template: "my-projects" });
    await expect(useTemplate(app, { template: "check-out" })).rejects.toMatchObject({ status: "TASK_LIMIT_REACHED" });
    expect(await listScreens(app)).toHaveLength(1);
    expect(await listDataSources(app)).toHaveLength(1);

    const { task, screenId } = await useTemplate(app, { template: "check-out", withTask: false });
    expect(task).toBeNull();
    expect(screenId).toBeGreaterThan(0);
    expect(await listTasks(app)).toHaveLength(1);
  });
});

describe("weekly usage report", () => {
  it("keeps the week's figures and mails them to each recipient", async () => {
    const useCase = await startFrom(system, "usage-report");
    const today = new Date().toISOString().slice(0, 10);
    expect(await useCase.ask()).toMatchObject({ status: "completed", result: { mails: 1, tasks: [] } });
    expect(await useCase.ask()).toMatchObject({ result: { weekEnding: today } });
    const run = await useCase.fire();
    expect(run).toMatchObject({ status: "completed", trigger: "schedule", result: { mails: 1 } });

    // One report a week, of the day on which it was due.
    const weeks = (await useCase.rows("Usage reports")).map(({ data }) => data["Week ending"]);
    expect(new Set(weeks)).toEqual(new Set([today, run.fireAt!.slice(0, 10)]));
    expect(new Set(weeks).size).toBe(weeks.length);
    expect(smtp.arrived).toHaveLength(3);
    const [{ mail, rcpt }] = smtp.arrived as [(typeof smtp.arrived)[0]];
    expect(rcpt).toEqual(["amelia@example.org"]);
    expect(mail.subject).toBe(`Your tasks in the week to ${today}`);
    expect(mail.html).toContain("Hello Amelia Brown");
    expect(mail.attachments[0]?.content.toString()).toContain("Task,Completed,Failed,Average ms");
  });

  it("counts what the app's tasks did", async () => {
    const useCase = await startFrom(system, "usage-report");
    await updateApp(useCase.app, { id: useCase.app.appId, limits: { tasks: 10 } });
    const screen = await system.newScreen(
      useCase.app,
      `Fliplet.Page.onRemoteExecution((payload) => { if (payload) throw new Error("no"); return 1; })`,
    );
    await createTask(useCase.app, { name: "busy", pageId: screen.id });
    await requestRun(useCase.app, { idOrName: "busy" });
    await requestRun(useCase.app, { idOrName: "busy", payload: 1 });
    await requestRun(useCase.app, { idOrName: "busy" });
    await useCase.workOff();
    const run = await useCase.fire();
    expect(run.result).toMatchObject({ tasks: [{ Task: "busy", Completed: 2, Failed: 1 }] });
    expect(smtp.arrived[0]?.mail.html).toContain("busy");
    expect(smtp.arrived[0]?.mail.attachments[0]?.content.toString()).toMatch(/^busy,2,1,\d+$/m);
  });
});

describe("check-out", () => {
  it("closes at midnight every check-in that is open, in one commit", async () => {
    const useCase = await startFrom(system, "check-out");
    const run = await useCase.fire();
    expect(run).toMatchObject({ status: "completed", trigger: "schedule", result: { checkedOut: 2 } });
    expect(run.fireAt?.slice(11)).toBe("00:00:00.000Z");
    const rows = await useCase.rows("Check-ins");
    expect(rows.map(({ data }) => data["Checked out by"] ?? null)).toEqual(["midnight task", "midnight task", null]);
    expect(rows.every(({ data }) => data["Checked out"] && data.Desk)).toBe(true);
    expect(rows[0]).toMatchObject({ writtenBy: useCase.taskName, writtenByRun: run.id });
  });

  it("checks out one person on demand", async () => {
    const useCase = await startFrom(system, "check-out");
    expect((await useCase.ask({ name: "Amelia Brown" })).result).toEqual({ checkedOut: 1 });
    expect((await useCase.ask({ name: "Amelia Brown" })).result).toEqual({ checkedOut: 0 });
    const open = (await useCase.rows("Check-ins")).filter(({ data }) => data["Checked out"] === null);
    expect(open.map(({ data }) => data.Name)).toEqual(["John Carter"]);
  });
});

describe("weekly reminders", () => {
  it("mails those whose status is older than a week, and nobody twice in a day", async () => {
    const useCase = await startFrom(system, "weekly-reminders");
    const run = await useCase.fire();
    expect(run).toMatchObject({ status: "completed", result: { reminded: ["John Carter"] } });
    expect(smtp.arrived).toHaveLength(1);
    expect(smtp.arrived[0]).toMatchObject({ rcpt: ["john@example.org"] });
    expect(smtp.arrived[0]?.mail.subject).toBe("Is your working status still at the office?");
    expect((await useCase.ask()).result).toEqual({ reminded: [] });
    expect(smtp.arrived).toHaveLength(1);
  });
});

const subscribed = async (app: AppContext, user: Record<string, unknown> | null) => {
  const browser = push.browser();
  await subscribe(asPage(app, user), subscribeInput.parse(browser.subscription));
  return browser;
};
const told = () => push.arrived.map(({ browser, payload }) => ({ browser, ...JSON.parse(payload) }));

describe("push to users with a booking today", () => {
  it("tells each of them on their own devices, and nobody else", async () => {
    const useCase = await startFrom(system, "todays-bookings");
    const amelia = await subscribed(useCase.app, { sub: "amelia" });
    await subscribed(useCase.app, { sub: "nick" });
    await subscribed(useCase.app, null);
    const run = await useCase.fire();
    expect(run).toMatchObject({ status: "completed", trigger: "schedule", result: { people: 1, pushes: 1 } });
    expect(told()).toMatchObject([{ browser: amelia, title: "You have a booking today", body: "09:30 Garden" }]);
  });
});

describe("RSS import", () => {
  const item = (guid: string, title: string) => `<item><title>${title}</title><link>https://example.org/${guid}</link>
    <guid isPermaLink="false">${guid}</guid><pubDate>Mon, 05 Jan 2026 08:00:00 GMT</pubDate>
    <description><![CDATA[<p>All about <b>${title}</b></p>]]></description></item>`;
  const rss = (...items: string[]) =>
    `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>${items.join("")}</channel></rss>`;

  it("keeps what is new and tells of it by push and in the inbox, each item once", async () => {
    const useCase = await startFrom(system, "rss-import");
    await setSecret(useCase.app, { name: "FEED_URL", kind: "variable", value: `${crm.url}/feed.xml` });
    const browser = await subscribed(useCase.app, null);
    feed = rss(item("a", "Tea &amp; cake"), item("b", "More"));
    expect(await useCase.fire()).toMatchObject({
      status: "completed",
      result: { read: 2, new: ["Tea & cake", "More"] },
    });
    expect(told()).toMatchObject([
      { browser, title: "Tea & cake", body: "All about Tea & cake", navigate: "https://example.org/a" },
      { title: "More" },
    ]);
    feed = rss(item("c", "Newest"), item("a", "Tea &amp; cake"));
    expect((await useCase.ask()).result).toEqual({ read: 2, new: ["Newest"] });
    expect(told().map(({ title }) => title)).toEqual(["Tea & cake", "More", "Newest"]);
    const rows = await useCase.rows("Releases");
    expect(rows.map(({ data }) => [data.Guid, data.Published])).toEqual(
      ["a", "b", "c"].map((guid) => [guid, "2026-01-05T08:00:00.000Z"]),
    );
    const notifications = await findNotifications(useCase.app, {});
    expect(notifications.map(({ data }) => data.title)).toEqual(["Newest", "More", "Tea & cake"]);
  });
});

describe("leads to another system", () => {
  it("says what to set when the address is not set", async () => {
    const useCase = await startFrom(system, "send-leads");
    await updateTask(useCase.app, { idOrName: useCase.taskName, retries: 0 });
    expect((await useCase.ask()).error?.message).toContain("LEADS_URL");
  });

  it("sends each lead once, signed, and goes on where it stopped when the system was away", async () => {
    const useCase = await startFrom(system, "send-leads");
    await setSecret(useCase.app, { name: "LEADS_URL", kind: "variable", value: `${crm.url}/hooks/leads` });
    await setSecret(useCase.app, { name: "LEADS_SECRET", kind: "secret", value: LEADS_SECRET });
    answers = [200, 503];
    expect(await useCase.fire()).toMatchObject({ status: "queued", attempt: 1 });
    expect(arrived).toHaveLength(2);
    expect(await useCase.tryAgain()).toMatchObject({ status: "completed", attempt: 2, result: { sent: 1 } });

    expect(arrived.map(({ body }) => JSON.parse(body).data.Company)).toEqual(["Northwind", "Fabrikam", "Fabrikam"]);
    const ids = arrived.map(({ headers }) => headers.get("webhook-id"));
    expect(ids[1]).toBe(ids[2]);
    expect(ids[0]).not.toBe(ids[1]);
    for (const { headers, body } of arrived) {
      const timestamp = Number(headers.get("webhook-timestamp"));
      const expected = webhookSignature(webhookKey(LEADS_SECRET), headers.get("webhook-id")!, timestamp, body);
      expect(headers.get("webhook-signature")).toBe(expected);
    }
    const leads = await useCase.rows("Leads");
    expect(leads.map(({ data }) => data.Reference)).toEqual(["crm-1", "crm-3"]);
  });
});

describe("data by the user's rights", () => {
  it("gives an administrator all, a member their team's, and nobody nothing", async () => {
    const useCase = await startFrom(system, "my-projects");
    expect((await useCase.ask()).error?.message).toContain("user token");
    const names = async (user: Record<string, unknown>, payload = {}) =>
      ((await useCase.ask(payload, user)).result as { projects: { name: string }[] }).projects.map(({ name }) => name);
    expect(await names({ role: "admin" })).toEqual(["Fire drill", "New office", "Website"]);
    expect(await names({ team: "facilities" })).toEqual(["Fire drill", "New office"]);
    expect(await names({ team: "marketing" })).toEqual(["Website"]);
    // What the payload says does not widen it.
    expect(await names({ team: "facilities" }, { status: "open", team: "marketing", role: "admin" })).toEqual([
      "New office",
    ]);
  });
});
