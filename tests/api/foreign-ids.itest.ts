import { sql } from "drizzle-orm";
import { SignJWT } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ACCESS } from "#domain/access.ts";
import { insertNotificationInput } from "#domain/notification.ts";
import { subscribeInput } from "#domain/push.ts";
import { SCOPES } from "#domain/scope.ts";
import { USER_TOKEN_HEADER } from "#domain/user.ts";
import type { AppContext } from "#server/context.ts";
import { createAction } from "#server/services/actions/index.ts";
import { createApp, updateApp } from "#server/services/apps/index.ts";
import { createDataSource } from "#server/services/data-sources/index.ts";
import { createEndpoint, testEndpoint } from "#server/services/endpoints/index.ts";
import { inviteMember } from "#server/services/members/index.ts";
import { insertNotification } from "#server/services/notifications/index.ts";
import { subscribe } from "#server/services/push/index.ts";
import { requestRun } from "#server/services/runs/index.ts";
import { saveView } from "#server/services/saved-views/index.ts";
import { saveCase } from "#server/services/screens/index.ts";
import { setSecret } from "#server/services/secrets/index.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { createToken } from "#server/services/tokens/index.ts";
import { rotateUserKey } from "#server/services/user-keys/index.ts";
import { createWebhook } from "#server/services/webhooks/index.ts";
import { knock, knockTrpc, useDoors } from "#tests/support/api/doors.ts";
import { kindOf, PROCEDURES } from "#tests/support/api/procedures.ts";
import { asApp } from "#tests/support/new-app.ts";
import { newOrganization, newPerson, TestBrowser, type TestPerson } from "#tests/support/people.ts";
import { startPushServer } from "#tests/support/push-server.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";

const system = useTestSystem({ TICKER: "off", EGRESS_ALLOW: "127.0.0.1" });
useDoors(system);

/** One of everything that an app has, by its id; numbers, but for what belongs to people. */
interface Things {
  app: number;
  task: number;
  schedule: number;
  fireAt: string;
  action: number;
  screen: number;
  oneCase: number;
  run: number;
  line: number;
  source: number;
  entry: number;
  message: number;
  token: number;
  webhook: number;
  endpoint: number;
  delivery: number;
  view: number;
  notification: number;
  subscription: number;
  member: string;
  invitation: string;
  session: string;
  organization: string;
}

let owner: TestPerson;
let own: Things;
let sibling: Things;
let stranger: Things;
/** Of what there is nowhere. */
let nothing: Things;
let cookie: string;
let bearer: Record<string, string>;

beforeAll(async () => {
  const pushServer = await startPushServer();
  const organizationId = await newOrganization(system.container);
  owner = await newPerson(system.container, organizationId, "owner");
  const other = await newPerson(system.container, await newOrganization(system.container), "owner");
  const place = (app: AppContext, person: TestPerson) => thingsOf(app, person, pushServer.browser().subscription);
  own = await place(await newApp(owner), owner);
  await countFrom(1_000_000);
  sibling = { ...(await place(await newApp(owner), owner)), member: own.member, invitation: own.invitation };
  await countFrom(2_000_000);
  stranger = await place(await newApp(other), other);
  await pushServer.close();
  nothing = {
    ...(Object.fromEntries(Object.keys(own).map((name, n) => [name, 987_000_000 + n])) as unknown as Things),
    ...{ fireAt: own.fireAt, member: "nobody", invitation: "nothing", session: "none", organization: "nowhere" },
  };
  const browser = new TestBrowser(system.container);
  await browser.signIn(owner.email);
  cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const app: AppContext = { ...owner.ctx, appId: own.app };
  const { token } = await createToken(app, { name: "all", kind: "secret", scopes: [...SCOPES] });
  const { key } = await rotateUserKey(app, {});
  const user = new SignJWT({ sub: "ann" }).setProtectedHeader({ alg: "HS256" }).setExpirationTime("1h");
  bearer = {
    authorization: `Bearer ${token}`,
    [USER_TOKEN_HEADER]: await user.sign(new TextEncoder().encode(key)),
  };
});

/** Lets all ids begin there, so that none of one app's is another's, or the number of anything else. */
async function countFrom(first: number): Promise<void> {
  await system.container.db.execute(
    sql`select setval(format('%I.%I', schemaname, sequencename)::regclass, ${first}) from pg_sequences where schemaname = 'public'`,
  );
}

async function newApp({ ctx }: TestPerson): Promise<AppContext> {
  const { id } = await createApp(ctx, { name: "App" });
  await updateApp(ctx, { id, limits: { runsPerMinute: 10_000 } });
  return { ...ctx, appId: id };
}

async function thingsOf(app: AppContext, person: TestPerson, subscription: unknown): Promise<Things> {
  const code =
    "console.log(payload); await Fliplet.Communicate.sendEmail({ to: 'a@example.org', html: 'x' }); return 1";
  const screen = await system.newScreen(app, handler(code));
  const task = await createTask(app, { name: "same-name", pageId: screen.id, frequency: "0 8 * * *", active: true });
  await asApp(app).runner.runWithResult(asApp(app), { idOrName: task.id, payload: { of: app.appId } });
  const { runId } = await requestRun(asApp(app), { idOrName: task.id });
  const { action } = await createAction(app, { name: "same-action", code: "async function execute() { return 1; }" });
  const source = await createDataSource(app, { name: "Same", entries: [{ Name: `of ${app.appId}` }] });
  const first = async (table: string) => {
    const { rows } = await app.db.execute<{ id: number | string }>(
      sql`select id from ${sql.identifier(table)} where app_id = ${app.appId} order by id limit 1`,
    );
    return Number(rows[0]!.id);
  };
  const endpoint = await createEndpoint(app, { url: "https://93.184.216.34/", events: ["run.failed"] });
  const delivery = await testEndpoint(app, { id: endpoint.id });
  await setSecret(app, { name: "KEY", kind: "secret", value: `value of ${app.appId}` });
  const member = await newPerson(system.container, app.organizationId, "editor");
  const browser = new TestBrowser(system.container);
  await browser.signIn(member.email);
  const sessions = await browser.query("account.sessions");
  const { invitation } = await inviteMember(person.ctx, { email: `x${app.appId}@acme.test`, role: "viewer" });
  const page: AppContext = { ...app, actor: { kind: "token", id: 1, name: "page", isPublishable: true } };
  const inserted = insertNotificationInput.parse({ data: { title: "t", message: "m" } });
  return {
    ...{ app: app.appId, task: task.id, schedule: task.schedules[0]!.id, fireAt: task.nextRunAt!, screen: screen.id },
    action: action.id,
    oneCase: (
      await saveCase(app, { id: screen.id, name: "case", payload: null, expectation: { outcome: "completes" } })
    ).id,
    ...{ run: runId, line: await first("log_lines"), source: source.id, entry: await first("data_source_entries") },
    message: await first("messages"),
    token: (await createToken(app, { name: "spare", kind: "secret", scopes: ["tasks:read"] })).id,
    webhook: (await createWebhook(app, { idOrName: task.id, name: "hook", kind: "key" })).id,
    ...{ endpoint: endpoint.id, delivery: delivery.id },
    view: (await saveView(app, { page: "runs", name: "view", query: "" })).id,
    notification: (await insertNotification(app, inserted, null, new AbortController().signal)).notification.id,
    subscription: (await subscribe(page, subscribeInput.parse(subscription))).id,
    ...{ member: member.memberId, invitation: invitation.id, organization: app.organizationId },
    session: sessions.body[0].id,
  };
}

const WINDOW = { from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" };
type Asked = [procedure: string, input: (of: Things) => object];

/** Every call that names something, once for each name: where one has several, the others are the caller's own. */
const CALLS: Asked[] = [
  ["actions.get", ({ action }) => ({ id: action })],
  ["actions.update", ({ action }) => ({ id: action, name: "taken-over" })],
  ["actions.remove", ({ action }) => ({ id: action })],
  ["actions.publish", ({ action }) => ({ id: action })],
  ["actions.unpublish", ({ action }) => ({ id: action })],
  ["actions.run", ({ action }) => ({ idOrName: action })],
  ["actions.runWithResult", ({ action }) => ({ idOrName: action })],
  ["actions.logs", ({ action }) => ({ id: action })],
  ["account.revokeSession", ({ session }) => ({ id: session })],
  ["account.renamePasskey", ({ session }) => ({ id: session, name: "x" })],
  ["account.removePasskey", ({ session }) => ({ id: session })],
  ["apps.get", ({ app }) => ({ id: app })],
  ["apps.update", ({ app }) => ({ id: app, name: "taken over" })],
  ["apps.remove", ({ app }) => ({ id: app })],
  ["audit.list", ({ app }) => ({ appId: app })],
  ["audit.list", ({ task }) => ({ appId: own.app, targetKind: "task", targetId: String(task) })],
  ["audit.list", ({ token }) => ({ appId: own.app, cursor: token, targetKind: "token", targetId: String(token) })],
  ["audit.history", ({ task }) => ({ targetKind: "task", targetId: String(task) })],
  ["audit.history", ({ screen }) => ({ targetKind: "screen", targetId: String(screen) })],
  ["dataSources.get", ({ source }) => ({ id: source })],
  ["dataSources.edit", ({ source }) => ({ id: source, name: "taken over" })],
  ["dataSources.remove", ({ source }) => ({ id: source })],
  ["dataSources.find", ({ source }) => ({ dataSourceId: source })],
  ["dataSources.findById", ({ source, entry }) => ({ dataSourceId: source, id: entry })],
  ["dataSources.findById", ({ entry }) => ({ dataSourceId: own.source, id: entry })],
  ["dataSources.getIndexes", ({ source }) => ({ dataSourceId: source, columns: ["Name"] })],
  ["dataSources.insert", ({ source }) => ({ dataSourceId: source, data: { Name: "x" } })],
  ["dataSources.update", ({ source, entry }) => ({ dataSourceId: source, id: entry, data: { Name: "x" } })],
  ["dataSources.update", ({ entry }) => ({ dataSourceId: own.source, id: entry, data: { Name: "x" } })],
  ["dataSources.append", ({ source }) => ({ dataSourceId: source, rows: [{ Name: "x" }] })],
  ["dataSources.commit", ({ source }) => ({ dataSourceId: source, entries: [{ data: { Name: "x" } }] })],
  [
    "dataSources.commit",
    ({ entry }) => ({ dataSourceId: own.source, entries: [{ id: entry, data: { Name: "x" } }], append: true }),
  ],
  ["dataSources.commit", ({ entry }) => ({ dataSourceId: own.source, entries: [], append: true, delete: [entry] })],
  ["dataSources.importCsv", ({ source }) => ({ dataSourceId: source, csv: "Name\nx" })],
  ["dataSources.removeById", ({ source, entry }) => ({ dataSourceId: source, id: entry })],
  ["dataSources.removeById", ({ entry }) => ({ dataSourceId: own.source, id: entry })],
  ["dataSources.removeEntries", ({ source, entry }) => ({ dataSourceId: source, ids: [entry] })],
  ["dataSources.removeEntries", ({ entry }) => ({ dataSourceId: own.source, ids: [entry] })],
  ["dataSources.removeWhere", ({ source }) => ({ dataSourceId: source, where: { Name: "x" } })],
  ["endpoints.update", ({ endpoint }) => ({ id: endpoint, active: false })],
  ["endpoints.rotate", ({ endpoint }) => ({ id: endpoint })],
  ["endpoints.remove", ({ endpoint }) => ({ id: endpoint })],
  ["endpoints.test", ({ endpoint }) => ({ id: endpoint })],
  ["endpoints.deliveries", ({ endpoint }) => ({ endpointId: endpoint })],
  ["endpoints.deliveries", ({ run }) => ({ runId: run })],
  ["endpoints.deliveries", ({ delivery }) => ({ eventType: "run.failed", cursor: delivery })],
  ["endpoints.delivery", ({ delivery }) => ({ id: delivery })],
  ["endpoints.redeliver", ({ delivery }) => ({ id: delivery })],
  ["logs.list", ({ task }) => ({ id: task })],
  ["logs.lines", ({ task }) => ({ taskId: task })],
  ["logs.lines", ({ run }) => ({ runId: run })],
  ["logs.line", ({ line }) => ({ id: line })],
  ["members.revokeInvitation", ({ invitation }) => ({ id: invitation })],
  ["members.setRole", ({ member }) => ({ id: member, role: "owner" })],
  ["members.remove", ({ member }) => ({ id: member })],
  ["members.createResetLink", ({ member }) => ({ id: member })],
  ["members.invite", ({ app }) => ({ email: "new@acme.test", role: "viewer", appIds: [app] })],
  ["members.setRole", ({ app }) => ({ id: own.member, role: "viewer", appIds: [app] })],
  ["messages.list", ({ task }) => ({ taskId: task })],
  ["messages.list", ({ run }) => ({ runId: run })],
  ["messages.get", ({ message }) => ({ id: message })],
  ["messages.resend", ({ message }) => ({ id: message })],
  ["notifications.markRead", ({ notification }) => ({ ids: [notification] })],
  ["notifications.remove", ({ notification }) => ({ id: notification })],
  ["organizations.setActive", ({ organization }) => ({ id: organization })],
  ["push.deliveries", ({ message }) => ({ messageId: message })],
  ["push.remove", ({ subscription }) => ({ id: subscription })],
  ["push.sendTest", ({ subscription }) => ({ id: subscription })],
  ["runs.list", ({ task }) => ({ taskId: task })],
  ["runs.count", ({ task }) => ({ taskId: task })],
  ["runs.get", ({ run }) => ({ id: run })],
  ["runs.page", ({ run }) => ({ id: run })],
  ["runs.wait", ({ run }) => ({ id: run, patienceMs: 0 })],
  ["runs.cancel", ({ run }) => ({ id: run })],
  ["runs.replay", ({ run }) => ({ id: run })],
  ["runs.bulk", ({ run }) => ({ action: "cancel", ids: [run], key: "the-same-key" })],
  ["runs.bulk", ({ task }) => ({ action: "cancel", filter: { taskId: task }, key: "the-same-key" })],
  ["savedViews.remove", ({ view }) => ({ id: view })],
  ["schedules.audit", ({ task }) => ({ taskId: task, ...WINDOW })],
  ["schedules.load", ({ task }) => ({ exceptTaskId: task, ...WINDOW })],
  ["schedules.skipFire", ({ schedule, fireAt }) => ({ scheduleId: schedule, fireAt })],
  ["schedules.moveFire", ({ schedule, fireAt }) => ({ scheduleId: schedule, fireAt, to: fireAt })],
  ["schedules.undoFire", ({ schedule, fireAt }) => ({ scheduleId: schedule, fireAt })],
  ["schedules.backfill", ({ task }) => ({ taskId: task, ...WINDOW })],
  ["screens.get", ({ screen }) => ({ id: screen })],
  ["screens.saveDraft", ({ screen }) => ({ id: screen, code: "taken()" })],
  ["screens.publish", ({ screen }) => ({ id: screen })],
  ["screens.streamPublish", ({ screen }) => ({ id: screen })],
  ["screens.setPublishRule", ({ screen }) => ({ id: screen, publishNeedsCases: true })],
  ["screens.versions", ({ screen }) => ({ id: screen })],
  ["screens.version", ({ screen }) => ({ id: screen, version: 1 })],
  ["screens.restore", ({ screen }) => ({ id: screen, version: 1 })],
  ["screens.remove", ({ screen }) => ({ id: screen })],
  ["screens.testRun", ({ screen }) => ({ id: screen })],
  ["screens.streamTestRun", ({ screen }) => ({ id: screen })],
  ["screens.recentPayloads", ({ screen }) => ({ id: screen })],
  ["screens.cases.list", ({ screen }) => ({ id: screen })],
  ["screens.cases.save", ({ screen }) => ({ id: screen, name: "x" })],
  ["screens.cases.save", ({ oneCase }) => ({ id: own.screen, caseId: oneCase, name: "x" })],
  ["screens.cases.remove", ({ screen, oneCase }) => ({ id: screen, caseId: oneCase })],
  ["screens.cases.remove", ({ oneCase }) => ({ id: own.screen, caseId: oneCase })],
  ["screens.cases.run", ({ screen }) => ({ id: screen })],
  ["screens.cases.stream", ({ screen }) => ({ id: screen })],
  ["tasks.get", ({ task }) => ({ idOrName: task })],
  ["tasks.create", ({ screen }) => ({ name: "new-task", pageId: screen })],
  ["tasks.update", ({ task }) => ({ idOrName: task, active: false })],
  ["tasks.update", ({ screen }) => ({ idOrName: own.task, pageId: screen })],
  ["tasks.update", ({ schedule }) => ({ idOrName: own.task, schedules: [{ id: schedule, frequency: "0 9 * * *" }] })],
  ["tasks.remove", ({ task }) => ({ idOrName: task })],
  ["tasks.restore", ({ task }) => ({ id: task })],
  ["tasks.run", ({ task }) => ({ idOrName: task })],
  ["tasks.runWithResult", ({ task }) => ({ idOrName: task })],
  ["tasks.durations", ({ task }) => ({ taskId: task })],
  ["tokens.rotate", ({ token }) => ({ id: token })],
  ["tokens.revoke", ({ token }) => ({ id: token })],
  ["webhooks.list", ({ task }) => ({ taskId: task })],
  ["webhooks.create", ({ task }) => ({ idOrName: task, name: "x", kind: "key" })],
  ["webhooks.rotate", ({ webhook }) => ({ id: webhook })],
  ["webhooks.revoke", ({ webhook }) => ({ id: webhook })],
];

/** Names nothing but a line to go on from, or is read as a stream: `log-stream.itest.ts` has it. */
const ELSEWHERE = ["logs.stream"];

/** A list that is narrowed by what is not there is empty, and a choice of what is not there does nothing. */
const EMPTY = new Set([
  ...[
    "actions.logs",
    "audit.list",
    "audit.history",
    "dataSources.removeEntries",
    "endpoints.deliveries",
    "logs.list",
    "logs.lines",
  ],
  ...["messages.list", "notifications.markRead", "push.deliveries", "runs.list", "runs.count", "runs.bulk"],
  ...["schedules.load", "webhooks.list", "dataSources.commit"],
]);

interface Told {
  status: number;
  body: string;
}

const STREAMED = { "trpc-accept": "application/jsonl" };

/** What somebody is told, without the ids that they named themselves. */
async function ask(procedure: string, input: object, headers: Record<string, string>, of: Things): Promise<Told> {
  const response = /\.stream/.test(procedure)
    ? await knockTrpc(`${procedure}?batch=1`, { 0: input }, { kind: "mutation", headers: { ...headers, ...STREAMED } })
    : await knockTrpc(procedure, input, { kind: kindOf(procedure), headers });
  const text = await response.text();
  // Numbers of the same shape stand elsewhere in an answer too: whole ones only.
  const ids = new RegExp(`(?<![\\w-])(${[...new Set(Object.values(of).map(String))].join("|")})(?![\\w-])`, "g");
  const body = text.replace(ids, "#");
  return { status: response.status, body };
}

/** All that there is of an app, as the database has it. */
async function dump(appIds: number[]): Promise<string> {
  const { db } = system.container;
  const { rows: tables } = await db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.columns
        where column_name = 'app_id' and table_schema = 'public' and table_name <> 'audit_entries' order by 1`,
  );
  expect(tables.length).toBeGreaterThan(15);
  const parts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await db.execute<{ all: string | null }>(
      sql`select json_agg(t order by t::text)::text as all from ${sql.identifier(name)} t
          where app_id in (${sql.join(appIds, sql`, `)})`,
    );
    parts.push(`${name}: ${rows[0]!.all}`);
  }
  return parts.join("\n");
}

describe("a call that names what is another app's", () => {
  it("is known for every procedure that names anything", () => {
    const naming = PROCEDURES.flatMap(({ path, input }) => {
      const { properties = {} } = input ? z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) : {};
      return Object.keys(properties).some((name) => /^ids?$|Ids?$|^idOrName$/.test(name)) ? [path] : [];
    });
    expect(naming.length).toBeGreaterThan(70);
    const asked = new Set([...CALLS.map(([path]) => path), ...ELSEWHERE]);
    expect(naming.filter((path) => !asked.has(path))).toEqual([]);
  });

  const check = async (headers: Record<string, string>, calls: Asked[], more: object) => {
    const untouched = await dump([sibling.app, stranger.app]);
    const wrong: string[] = [];
    for (const [procedure, input] of calls) {
      // Whose organisation it is, a person may be told of: these name the people of one's own.
      const others = /^(members|apps|organizations|audit)\./.test(procedure) ? [stranger] : [sibling, stranger];
      const unknown = await ask(procedure, { ...more, ...input(nothing) }, headers, nothing);
      const wanted = EMPTY.has(procedure) ? [200, 404] : [404];
      // What stands inside of an input is judged as input.
      if (["members.invite", "members.setRole", "tasks.update"].includes(procedure)) wanted.push(400);
      // The head of a stream is gone before what it has to say; that is compared all the same.
      if (/\.stream/.test(procedure)) wanted.push(200);
      if (!wanted.includes(unknown.status)) wrong.push(`${procedure} of nothing: ${unknown.status} ${unknown.body}`);
      for (const other of others) {
        const told = await ask(procedure, { ...more, ...input(other) }, headers, other);
        if (told.status !== unknown.status || told.body !== unknown.body)
          wrong.push(
            `${procedure} ${JSON.stringify(input(other))}: ${told.status} ${told.body.slice(0, 300)}, of nothing ${unknown.status} ${unknown.body.slice(0, 300)}`,
          );
      }
    }
    expect(wrong).toEqual([]);
    expect(await dump([sibling.app, stranger.app])).toBe(untouched);
  };

  it("tells the owner of both what it tells of nothing, and changes nothing", async () => {
    // Nobody has an inbox in the studio.
    const calls = CALLS.filter(([procedure]) => procedure !== "notifications.markRead");
    await check(
      { cookie },
      calls.filter(([procedure]) => !ofNoApp(procedure)),
      { appId: own.app },
    );
    await check(
      { cookie },
      calls.filter(([procedure]) => ofNoApp(procedure)),
      {},
    );
  });

  it("tells a token of the app the same", async () => {
    const calls = CALLS.filter(([procedure]) => ACCESS[procedure]!.scope !== undefined);
    await check(bearer, calls, {});
  });

  it("is refused whatever the address says", async () => {
    const headers = bearer;
    const of = async (path: string) => {
      const response = await knock(`/api/v1${path}`, { headers });
      return { status: response.status, body: (await response.text()).replace(/\d{1,9}/g, "#") };
    };
    for (const [path, name] of [
      ["tasks", "task"],
      ["runs", "run"],
      ["screens", "screen"],
      ["data-sources", "source"],
      ["logs/lines", "line"],
      ["messages", "message"],
    ] as const) {
      const unknown = await of(`/${path}/${nothing[name]}`);
      expect(unknown.status, path).toBe(404);
      for (const other of [sibling, stranger]) expect(await of(`/${path}/${other[name]}`), path).toEqual(unknown);
      expect((await of(`/${path}/${own[name]}`)).status, path).toBe(200);
    }
    for (const path of [`/api/data-sources/${sibling.source}/csv`, `/api/data-sources/${stranger.source}/csv`])
      expect((await knock(path, { headers })).status).toBe(404);
  });

  it("finds by a name that several apps have what is one's own", async () => {
    const answer = await knockTrpc(
      "tasks.update",
      { idOrName: "same-name", retries: 1 },
      { kind: "mutation", headers: bearer },
    );
    expect(await answer.json()).toMatchObject({ result: { data: { id: own.task, appId: own.app, retries: 1 } } });
    const { rows } = await system.container.db.execute(sql`select id from tasks where retries = 1`);
    expect(rows).toEqual([{ id: own.task }]);
  });
});

/** About the person or the organisation: they name no app beside what they ask for. */
function ofNoApp(procedure: string): boolean {
  return /^(account|members|organizations|apps)\./.test(procedure) || procedure === "audit.list";
}
