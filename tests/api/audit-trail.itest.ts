import { readFile } from "node:fs/promises";
import { asc, eq, gt, max, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { AUDIT_ACTIONS } from "#components/audit/audit-words.ts";
import { auditEntries, session as sessionRows } from "#db/schema/index.ts";
import { insertNotificationInput } from "#domain/notification.ts";
import { subscribeInput } from "#domain/push.ts";
import type { AppContext } from "#server/context.ts";
import { createLink } from "#server/services/accounts/index.ts";
import { createApp } from "#server/services/apps/index.ts";
import { listAudit } from "#server/services/audit/index.ts";
import { appendEntries, commitEntries, createDataSource, removeEntries } from "#server/services/data-sources/index.ts";
import { sendEmail } from "#server/services/messages/index.ts";
import { insertNotification } from "#server/services/notifications/index.ts";
import { subscribe } from "#server/services/push/index.ts";
import { saveCase } from "#server/services/screens/index.ts";
import { knockTrpc, useDoors } from "#tests/support/api/doors.ts";
import { PROCEDURES } from "#tests/support/api/procedures.ts";
import { type MailServer, startMailServer } from "#tests/support/mail-server.ts";
import { newOrganization, newPerson, PASSWORD, TestBrowser, type TestPerson } from "#tests/support/people.ts";
import { type PushServer, startPushServer } from "#tests/support/push-server.ts";
import { asPage, never } from "#tests/support/push-system.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";

const settings: Record<string, string> = { TICKER: "off", EGRESS_ALLOW: "127.0.0.1", MAIL_FROM: "tasks@example.org" };
let smtp: MailServer;

beforeAll(async () => {
  smtp = await startMailServer();
  settings.SMTP_URL = smtp.url;
});
const system = useTestSystem(settings);
afterAll(() => smtp.close());
useDoors(system);

/** Stands in everything that the trail must not repeat: secrets, data, payloads, texts. */
const PRIVATE = "private-letters";
const CODE = handler(`return '${PRIVATE}'`);

// biome-ignore lint/suspicious/noExplicitAny: answers of any shape, each by its procedure.
type Answers = Record<string, any>;

interface Given {
  appId: number;
  message: number;
  notification: number;
  subscriptions: number[];
  member: string;
  email: string;
  /** Of a session of the owner, beside the one that asks and another. */
  session: string;
  /** Shows the owner's address to be theirs. */
  link: string;
  from: string;
  to: string;
}

type Who = "owner" | "other" | "nobody";

type Call = [procedure: string, input: (of: Given, told: Answers) => object, entries: string[], as?: Who];

/** What a person does in the order in which it can be done, and what the trail says of each call. */
const CALLS: Call[] = [
  ["screens.create", () => ({ name: "Screen", code: CODE }), ["create screen"]],
  ["screens.saveDraft", (_, t) => ({ id: t["screens.create"].id, code: CODE + CODE }), ["update screen"]],
  ["screens.publish", (_, t) => ({ id: t["screens.create"].id }), ["publish screen"]],
  ["screens.restore", (_, t) => ({ id: t["screens.create"].id, version: 1 }), ["restore screen"]],
  ["screens.streamPublish", (_, t) => ({ id: t["screens.create"].id }), ["publish screen"]],
  ["screens.setPublishRule", (_, t) => ({ id: t["screens.create"].id, publishNeedsCases: true }), ["update screen"]],
  [
    "screens.cases.save",
    (_, t) => ({ id: t["screens.create"].id, name: "case", payload: { PRIVATE } }),
    ["add-case screen"],
  ],
  [
    "screens.cases.save",
    (_, t) => ({ id: t["screens.create"].id, caseId: t["screens.cases.save"].id, name: "case", payload: PRIVATE }),
    ["update-case screen"],
  ],
  [
    "screens.cases.remove",
    (_, t) => ({ id: t["screens.create"].id, caseId: t["screens.cases.save"].id }),
    ["remove-case screen"],
  ],

  [
    "tasks.create",
    (_, t) => ({ name: "task", pageId: t["screens.create"].id, frequency: "0 8 * * *" }),
    ["create task"],
  ],
  ["tasks.update", (_, t) => ({ idOrName: t["tasks.create"].id, retries: 1 }), ["update task"]],
  ["schedules.skipFire", (_, t) => fireOf(t), ["skip-fire task"]],
  ["schedules.undoFire", (_, t) => fireOf(t), ["undo-fire task"]],
  ["schedules.moveFire", (_, t) => ({ ...fireOf(t), to: later(fireOf(t).fireAt) }), ["move-fire task"]],
  [
    "schedules.backfill",
    ({ from, to }, t) => ({ taskId: t["tasks.create"].id, from, to, dryRun: false }),
    ["backfill task"],
  ],
  ["tasks.run", (_, t) => ({ idOrName: t["tasks.create"].id, payload: PRIVATE }), ["start run"]],
  ["runs.cancel", (_, t) => ({ id: t["tasks.run"].runId }), ["cancel run"]],
  ["runs.replay", (_, t) => ({ id: t["tasks.run"].runId }), ["start run"]],
  ["runs.bulk", (_, t) => ({ action: "cancel", ids: [t["runs.replay"].runId], key: "bulk-key" }), ["cancel run"]],
  ["tasks.runWithResult", (_, t) => ({ idOrName: t["tasks.create"].id }), ["start run"]],
  ["webhooks.create", (_, t) => ({ idOrName: t["tasks.create"].id, name: "hook", kind: "key" }), ["create webhook"]],
  ["webhooks.rotate", (_, t) => ({ id: t["webhooks.create"].id }), ["rotate webhook"]],
  ["webhooks.revoke", (_, t) => ({ id: t["webhooks.create"].id }), ["revoke webhook"]],
  ["tasks.remove", (_, t) => ({ idOrName: t["tasks.create"].id }), ["remove task"]],
  ["tasks.restore", (_, t) => ({ id: t["tasks.create"].id }), ["restore task"]],
  [
    "tasks.import",
    (_, t) => ({
      text: JSON.stringify([{ id: 9, name: "imported", pageId: t["screens.create"].id, active: false }]),
      screens: { [t["screens.create"].id]: t["screens.create"].id },
    }),
    ["create task"],
  ],
  ["templates.use", () => ({ template: "check-out" }), ["create data-source", "create screen", "create task"]],

  [
    "actions.create",
    () => ({ name: "action", code: "async function execute() { return 1; }" }),
    ["create screen", "create task", "update task"],
  ],
  [
    "actions.update",
    (_, t) => ({ id: t["actions.create"].action.id, name: "other", active: true }),
    ["update screen", "update task"],
  ],
  ["actions.publish", (_, t) => ({ id: t["actions.create"].action.id }), ["publish screen"]],
  ["actions.run", (_, t) => ({ idOrName: t["actions.create"].action.id }), ["start run"]],
  ["actions.runWithResult", (_, t) => ({ idOrName: t["actions.create"].action.id }), ["start run"]],
  ["actions.unpublish", (_, t) => ({ id: t["actions.create"].action.id }), ["unpublish screen"]],
  ["actions.remove", (_, t) => ({ id: t["actions.create"].action.id }), ["remove screen", "remove task"]],

  [
    "dataSources.create",
    () => ({ name: "Source", columns: ["Name"], entries: [{ Name: PRIVATE }] }),
    ["create data-source"],
  ],
  ["dataSources.edit", (_, t) => ({ id: t["dataSources.create"].id, name: "Other" }), ["update data-source"]],
  [
    "dataSources.insert",
    (_, t) => ({ dataSourceId: t["dataSources.create"].id, data: { Name: PRIVATE } }),
    ["insert-entries data-source"],
  ],
  [
    "dataSources.update",
    (_, t) => ({
      ...{ dataSourceId: t["dataSources.create"].id, id: t["dataSources.insert"].id },
      data: { Name: `${PRIVATE} 2` },
    }),
    ["update-entries data-source"],
  ],
  [
    "dataSources.append",
    (_, t) => ({ dataSourceId: t["dataSources.create"].id, rows: Array(30).fill({ Name: PRIVATE, More: 1 }) }),
    ["insert-entries data-source"],
  ],
  [
    "dataSources.commit",
    (_, t) => ({
      dataSourceId: t["dataSources.create"].id,
      entries: [{ id: t["dataSources.insert"].id, data: { Name: PRIVATE } }, { data: { Name: PRIVATE } }],
      append: true,
      delete: [t["dataSources.append"][0].id],
    }),
    ["commit-entries data-source"],
  ],
  [
    "dataSources.importCsv",
    (_, t) => ({ dataSourceId: t["dataSources.create"].id, csv: `Name\n${PRIVATE}\n${PRIVATE}` }),
    ["import-entries data-source"],
  ],
  [
    "dataSources.removeById",
    (_, t) => ({ dataSourceId: t["dataSources.create"].id, id: t["dataSources.insert"].id }),
    ["remove-entries data-source"],
  ],
  [
    "dataSources.removeEntries",
    (_, t) => ({
      dataSourceId: t["dataSources.create"].id,
      ids: [t["dataSources.append"][1].id, t["dataSources.append"][0].id],
    }),
    ["remove-entries data-source"],
  ],
  [
    "dataSources.removeWhere",
    (_, t) => ({ dataSourceId: t["dataSources.create"].id, where: { More: 1 } }),
    ["remove-entries data-source"],
  ],
  ["dataSources.remove", (_, t) => ({ id: t["dataSources.create"].id }), ["remove data-source"]],

  ["endpoints.create", () => ({ url: "https://93.184.216.34/", events: ["run.failed"] }), ["create endpoint"]],
  ["endpoints.rotate", (_, t) => ({ id: t["endpoints.create"].id }), ["rotate endpoint"]],
  ["endpoints.test", (_, t) => ({ id: t["endpoints.create"].id }), ["send-test endpoint"]],
  // Switched off, it ends what is on its way, and that can be sent again.
  ["endpoints.update", (_, t) => ({ id: t["endpoints.create"].id, active: false }), ["update endpoint"]],
  ["endpoints.update", (_, t) => ({ id: t["endpoints.create"].id, active: true }), ["update endpoint"]],
  ["endpoints.redeliver", (_, t) => ({ id: t["endpoints.test"].id }), ["redeliver endpoint"]],
  ["endpoints.remove", (_, t) => ({ id: t["endpoints.create"].id }), ["remove endpoint"]],

  ["messages.resend", ({ message }) => ({ id: message }), ["resend-message app"]],
  ["notifications.remove", ({ notification }) => ({ id: notification }), ["remove-notification app"]],
  ["push.sendTest", ({ subscriptions }) => ({ id: subscriptions[0] }), ["send-test-push app"]],
  // Refused by its push service once, and let in the second time.
  ["push.sendTest", ({ subscriptions }) => ({ id: subscriptions[1] }), ["send-test-push app"]],
  ["messages.resend", (_, t) => ({ id: t["push.sendTest"].id }), ["resend-message app"]],
  ["push.remove", ({ subscriptions }) => ({ id: subscriptions[0] }), ["remove-subscription app"]],
  ["push.replaceKey", () => ({}), ["replace-push-key app"]],
  ["savedViews.save", () => ({ page: "runs", name: "view", query: "over=1" }), ["save-view app"]],
  ["savedViews.save", () => ({ page: "runs", name: "view", query: "over=2" }), ["save-view app"]],
  ["savedViews.remove", (_, t) => ({ id: t["savedViews.save"].id }), ["remove-view app"]],
  ["secrets.set", () => ({ name: "KEY", kind: "secret", value: PRIVATE }), ["create secret"]],
  ["secrets.remove", () => ({ name: "KEY", kind: "secret" }), ["remove secret"]],
  ["tokens.create", () => ({ name: "token", kind: "secret", scopes: ["tasks:read"] }), ["create token"]],
  ["tokens.rotate", (_, t) => ({ id: t["tokens.create"].id }), ["rotate token"]],
  ["tokens.revoke", (_, t) => ({ id: t["tokens.create"].id }), ["revoke token"]],
  ["userKey.rotate", () => ({}), ["create user-key"]],
  ["userKey.rotate", () => ({}), ["rotate user-key"]],
  ["templates.use", () => ({ template: "check-out", withTask: false }), ["create screen"]],
  ["screens.remove", (_, t) => ({ id: t["templates.use"].screenId }), ["remove screen"]],

  ["apps.create", () => ({ name: "another" }), ["create app"]],
  ["apps.update", (_, t) => ({ id: t["apps.create"].id, name: "one more" }), ["update app"]],
  ["apps.remove", (_, t) => ({ id: t["apps.create"].id }), ["remove app"]],
  ["members.invite", () => ({ email: "new@acme.test", role: "viewer" }), ["invite invitation"]],
  ["members.revokeInvitation", (_, t) => ({ id: t["members.invite"].invitation.id }), ["revoke invitation"]],
  ["members.invite", () => ({ email: "newer@acme.test", role: "viewer" }), ["invite invitation"]],
  [
    "members.accept",
    (_, t) => ({ token: tokenOf(t["members.invite"].link), newcomer: { name: "Newer", password: PASSWORD } }),
    ["accept invitation"],
    "nobody",
  ],
  ["members.leave", () => ({}), ["leave member"], "other"],
  ["members.setRole", ({ member }) => ({ id: member, role: "viewer" }), ["update member"]],
  ["members.createResetLink", ({ member }) => ({ id: member }), ["create-password-link member"]],
  [
    "account.resetPassword",
    (_, t) => ({ token: tokenOf(t["members.createResetLink"].link), password: `${PASSWORD} 2` }),
    ["reset-password account"],
    "nobody",
  ],
  ["members.remove", ({ member }) => ({ id: member }), ["remove member"]],
  ["account.rename", () => ({ name: "Renamed" }), ["rename account"]],
  ["account.verifyEmail", ({ link }) => ({ token: link }), ["verify-email account"], "nobody"],
  ["account.requestReset", ({ email }) => ({ email }), ["ask-for-password-link account"], "nobody"],
  ["account.revokeSession", ({ session }) => ({ id: session }), ["revoke session"]],
  ["account.revokeOtherSessions", () => ({}), ["revoke session"]],
  ["account.changePassword", () => ({ current: PASSWORD, next: `${PASSWORD} 3` }), ["change-password account"]],
  ["organizations.rename", () => ({ name: "Other" }), ["update organization"]],
  ["organizations.create", () => ({ name: "New" }), ["create organization"]],
];

/** Mutations that take a passkey: the test that has one asks for the entry. */
const ELSEWHERE: Record<string, { file: string; action: string }> = {
  "account.finishPasskey": { file: "server/auth/auth.itest.ts", action: "add-passkey" },
  "account.renamePasskey": { file: "server/auth/auth.itest.ts", action: "rename-passkey" },
  "account.removePasskey": { file: "server/auth/auth.itest.ts", action: "remove-passkey" },
};

/** Mutations that leave none, and why. */
const WITHOUT_ENTRY: Record<string, string> = {
  "account.beginPasskey": "Asks for a challenge: nothing is changed before it is met.",
  "account.sendVerification": "Mails a person a link to their own address; that it was followed is told.",
  "dataSources.previewCsv": "Shows what an import would add.",
  "notifications.markRead": "An app's user reads their own inbox, where the time of reading stands.",
  "organizations.setActive": "What the person's own session looks at.",
  "push.subscribe": "An app's user subscribes their own browser; the subscription says whose it is and since when.",
  "push.unsubscribe": "An app's user takes their own browser back.",
  "screens.cases.run": "Tries a draft: what it does stands in its answer, and it leaves nothing behind.",
  "screens.cases.stream": "As screens.cases.run.",
  "screens.streamTestRun": "As screens.testRun.",
  "screens.testRun": "Tries a draft: what it does stands in its answer, and it leaves nothing behind.",
  "setup.createOwner":
    "The first person, by the link that the server printed: what they are says when it was, and it is done once.",
  "tasks.previewImport": "Shows what an import would make.",
};

/** Who follows a link, or says whose address they have, has not shown who they are. */
const BY_NOBODY = new Set(["account.requestReset", "account.resetPassword"]);

const fireOf = (told: Answers) => {
  const [{ id, nextRunAt }] = told["tasks.create"].schedules;
  return { scheduleId: id as number, fireAt: nextRunAt as string };
};
const tokenOf = (link: string) => new URL(link).searchParams.get("token");
const later = (instant: string) => new Date(Date.parse(instant) + 60_000).toISOString();

let cookies: Record<Who, string>;
let given: Given;
let pushServer: PushServer;

beforeAll(async () => {
  pushServer = await startPushServer();
  const organizationId = await newOrganization(system.container);
  const owner = await newPerson(system.container, organizationId, "owner");
  const member = await newPerson(system.container, organizationId, "editor");
  const app: AppContext = { ...owner.ctx, appId: (await createApp(owner.ctx, { name: "App" })).id };
  const { answer } = await sendEmail(
    { ...app, messenger: { ...app.messenger, mail: null } },
    { options: { to: [{ email: "ann@example.org", type: "to" }], html: PRIVATE } },
    null,
  );
  const notification = insertNotificationInput.parse({ data: { title: PRIVATE, message: PRIVATE } });
  const browsers = [pushServer.browser(), pushServer.browser()];
  browsers[1]!.answers.push({ status: 400 });
  const subscriptions = await Promise.all(
    browsers.map(async ({ subscription }) => (await subscribe(asPage(app), subscribeInput.parse(subscription))).id),
  );
  const cookieOf = async ({ email }: TestPerson) => {
    const browser = new TestBrowser(system.container);
    await browser.signIn(email);
    return [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  };
  await cookieOf(owner);
  await cookieOf(owner);
  const sessions = await app.db
    .select({ id: sessionRows.id })
    .from(sessionRows)
    .where(eq(sessionRows.userId, owner.id));
  const session = sessions[0]!.id;
  const other = await newPerson(system.container, organizationId, "viewer");
  cookies = { owner: await cookieOf(owner), other: await cookieOf(other), nobody: "" };
  const dayMs = 86_400_000;
  const now = (await app.clock.now()).getTime();
  given = {
    ...{ appId: app.appId, message: answer.id, subscriptions, member: member.memberId, email: owner.email },
    session,
    link: await createLink(app, {
      purpose: "own-address",
      facts: { userId: owner.id, mailedTo: owner.email },
      minutes: 5,
    }),
    notification: (await insertNotification(app, notification, null, never)).notification.id,
    ...{ from: new Date(now - 2 * dayMs).toISOString(), to: new Date(now - 60_000).toISOString() },
  };
});
afterAll(() => pushServer.close());

async function since(last: number, least = 0) {
  const newer = system.container.db.select().from(auditEntries).where(gt(auditEntries.id, last));
  const rows = await newer.orderBy(asc(auditEntries.id));
  if (rows.length < least) throw new Error("There is no entry yet.");
  return rows;
}

async function call(procedure: string, input: object, who: Who): Promise<{ status: number; text: string }> {
  const isStreamed = /\.stream/.test(procedure);
  const response = await knockTrpc(isStreamed ? `${procedure}?batch=1` : procedure, isStreamed ? { 0: input } : input, {
    kind: "mutation",
    headers: { cookie: cookies[who], ...(isStreamed && { "trpc-accept": "application/jsonl" }) },
  });
  return { status: response.status, text: await response.text() };
}

const ofNoApp = (procedure: string) => /^(account|members|organizations|apps)\./.test(procedure);

it("every mutation of the API leaves its entry in the trail, with who and from where, or says why it leaves none", async () => {
  const { db } = system.container;
  const known = new Set([...CALLS.map(([path]) => path), ...Object.keys(ELSEWHERE), ...Object.keys(WITHOUT_ENTRY)]);
  const mutations = PROCEDURES.filter(({ kind }) => kind === "mutation").map(({ path }) => path);
  expect(mutations.filter((path) => !known.has(path))).toEqual([]);
  expect([...known].filter((path) => !mutations.includes(path))).toEqual([]);

  for (const { file, action } of Object.values(ELSEWHERE))
    expect(await readFile(file, "utf8"), action).toContain(`action: "${action}"`);

  const told: Answers = {};
  const wrong: unknown[] = [];
  const [head] = await db.select({ id: max(auditEntries.id) }).from(auditEntries);
  let last = head!.id!;
  for (const [procedure, input, expected, who = "owner"] of CALLS) {
    const asked = {
      ...(!ofNoApp(procedure) && { appId: given.appId }),
      ...input(given, told),
    };
    const { status, text } = await call(procedure, asked, who);
    if (status !== 200) wrong.push([procedure, status, text.slice(0, 500)]);
    else if (!/\.stream/.test(procedure)) told[procedure] = JSON.parse(text).result.data;
    // Whether there is such an account must not show in the time that an answer takes: its entry comes after it.
    const rows =
      procedure === "account.requestReset" ? await vi.waitFor(() => since(last, 1)).catch(() => []) : await since(last);
    last = rows.at(-1)?.id ?? last;
    for (const { action } of rows) if (!AUDIT_ACTIONS.includes(action)) wrong.push([procedure, action, "has no words"]);
    const entries = rows.map(({ action, targetKind }) => `${action} ${targetKind}`).toSorted();
    if (JSON.stringify(entries) !== JSON.stringify(expected)) wrong.push([procedure, entries]);
    for (const { actorKind, actorId, ip } of rows)
      if ((actorKind !== "user" || actorId === null) !== BY_NOBODY.has(procedure) || ip !== "192.0.2.1")
        wrong.push([procedure, actorKind, ip]);
  }
  expect(wrong).toEqual([]);
  const { rows } = await db.execute<{ trail: string }>(sql`select json_agg(a)::text as trail from audit_entries a`);
  for (const secret of [
    PRIVATE,
    told["tokens.create"].token,
    told["webhooks.create"].secret,
    told["endpoints.create"].secret,
  ])
    expect(rows[0]!.trail).not.toContain(secret);
});

it("tells of written entries how many, their first ids and new columns; of a run's, and of nothing done, nothing", async () => {
  const app = await system.newApp();
  const source = await createDataSource(app, { name: "Source", columns: ["Name"] });
  const rows = Array.from({ length: 30 }, () => ({ Name: PRIVATE, More: 1 }));
  const written = await appendEntries(app, { dataSourceId: source.id, rows });
  const ids = written.map(({ id }) => id);
  const run = { kind: "run", runId: 1, taskId: 1, taskName: "task", depth: 0, environment: "published" } as const;
  const asRun: AppContext = { ...app, actor: run };
  const asToken: AppContext = { ...app, actor: { kind: "token", id: 7, name: "Site" } };
  const [ofRun] = await appendEntries(asRun, { dataSourceId: source.id, rows: [{ Name: PRIVATE }] });
  await removeEntries(app, { dataSourceId: source.id, ids: [987_000_000] });
  await commitEntries(asToken, {
    dataSourceId: source.id,
    entries: [{ id: ids[0]!, data: { Name: PRIVATE } }, { data: { Name: PRIVATE } }],
  });
  const { entries } = await listAudit(app, { targetKind: "data-source" });
  expect(entries.toReversed().map(({ action, actor, before, after }) => [action, actor.name, before, after])).toEqual([
    ["create", "Someone", null, { name: "Source", columns: ["Name"] }],
    ["insert-entries", "Someone", null, { inserted: 30, entryIds: ids.slice(0, 20), columnsAdded: ["More"] }],
    [
      "commit-entries",
      "token Site",
      null,
      { inserted: 1, updated: 1, removed: 30, entryIds: [ids[0], ofRun!.id + 1, ...ids.slice(1, 19)] },
    ],
  ]);
});

it("tells of a case what became of it, and not its payload; of one that was saved as it is, nothing", async () => {
  const app = await system.newApp();
  const { id } = await system.newScreen(app, CODE);
  const input = { id, name: "case", payload: { PRIVATE }, expectation: { outcome: "completes" as const } };
  const { id: caseId } = await saveCase(app, input);
  for (const expectation of [input.expectation, { outcome: "result" as const, result: PRIVATE }])
    await saveCase(app, { ...input, caseId, expectation });
  const { entries } = await listAudit(app, { targetKind: "screen", action: "update-case" });
  const told = { id: caseId, name: "case" };
  expect(entries.map(({ before, after }) => ({ before, after }))).toEqual([
    {
      before: { case: { ...told, outcome: "completes" } },
      after: { case: { ...told, outcome: "result", changed: ["expectation"] } },
    },
  ]);
});
