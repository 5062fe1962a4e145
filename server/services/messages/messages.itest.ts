import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { messages } from "#db/schema/index.ts";
import type { AppContext } from "#server/context.ts";
import { drain } from "#server/runner/drain.ts";
import { updateApp } from "#server/services/apps/index.ts";
import { listLines } from "#server/services/logs/index.ts";
import { getRun, requestRun } from "#server/services/runs/index.ts";
import { createTask } from "#server/services/tasks/index.ts";
import { type MailServer, startMailServer } from "#tests/support/mail-server.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import { getMessage, giveUpLostMessages, listMessages, resendMessage, sendEmail, sendSms } from "./index.ts";

const settings: Record<string, string> = {
  MAIL_FROM: "App Tasks <tasks@example.org>",
  // Nobody listens there: the text messages of these tests stay inside.
  SMS_WEBHOOK_URL: "http://127.0.0.1:9/sms",
  SMS_WEBHOOK_SECRET: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
};
let smtp: MailServer;

beforeAll(async () => {
  smtp = await startMailServer();
  settings.SMTP_URL = smtp.url;
});
const system = useTestSystem(settings);
afterAll(() => smtp.close());
beforeEach(() => {
  Object.assign(smtp, { arrived: [], mood: "willing" });
});

const workOff = () => drain(system.container.runnerDeps, new AbortController().signal);

async function appWithTask(body: string, retries = 0) {
  const app = await system.newApp();
  const screen = await system.newScreen(app, handler(body));
  await createTask(app, { name: "task", pageId: screen.id, retries });
  const { runId } = await requestRun(app, { idOrName: "task" });
  return { app, runId };
}

/** Lets the next attempt of a run begin now. */
async function comeAgain(app: AppContext, runId: number) {
  await app.db.execute(sql`update runs set effective_at = now() where id = ${runId}`);
  await app.db.execute(sql`update pgboss.job set start_after = now() where data->>'runId' = ${String(runId)}`);
  await workOff();
}

const MAIL = { options: { to: [{ email: "ann@example.org", type: "to" as const }], subject: "Hi", html: "<p>Hi</p>" } };
const withoutServers = (app: AppContext): AppContext => ({
  ...app,
  messenger: { ...app.messenger, mail: null, sms: null },
});
const linesOf = async (app: AppContext, runId: number) =>
  (await listLines(app, { runId, order: "asc" })).lines.filter(({ kind }) => kind !== "console");

describe("a mail", () => {
  it("arrives as the handler wrote it, from the operator's address", async () => {
    const { app, runId } = await appWithTask(`
      return Fliplet.Communicate.sendEmail({
        to: [{ email: '{{ mail }}', name: 'Änn' }, { email: 'bob@example.org', type: 'cc' }, { email: 'eve@example.org', type: 'bcc' }],
        subject: 'For {{ name }} & co', from_name: 'Bookings', html: '<p>{{ name }}</p>', text: 'Hi {{ name }}',
        headers: { 'Reply-To': 'desk@example.org', 'X-Kind': 'report' },
        attachments: [
          { type: 'text/csv', name: 'räport.csv', content: 'a,b' },
          { type: 'image/png', name: 'p.png', content: new Uint8Array([137, 80, 255]) },
          { name: 'b.bin', content: 'aGk=', encoding: 'base64' },
        ],
      }, { mail: 'ann@example.org', name: '<Ann>' })`);
    await workOff();
    const run = await getRun(app, { id: runId });
    expect(run.error).toBeNull();
    const [{ mail, rcpt, from, raw }] = smtp.arrived as [(typeof smtp.arrived)[0]];
    expect(run.result).toEqual({
      id: expect.any(Number),
      messageId: mail.messageId,
      status: "sent",
      accepted: ["ann@example.org", "bob@example.org", "eve@example.org"],
      rejected: [],
    });
    expect([from, ...rcpt]).toEqual(["tasks@example.org", "ann@example.org", "bob@example.org", "eve@example.org"]);
    expect(mail).toMatchObject({
      subject: "For <Ann> & co",
      html: "<p>&lt;Ann&gt;</p>",
      text: "Hi <Ann>",
      from: { value: [{ name: "Bookings", address: "tasks@example.org" }] },
      to: { value: [{ name: "Änn", address: "ann@example.org" }] },
      replyTo: { value: [{ address: "desk@example.org" }] },
    });
    expect(mail.headers.get("x-kind")).toBe("report");
    expect(raw).not.toContain("eve@example.org");
    expect(
      mail.attachments.map(({ filename, contentType, content }) => [filename, contentType, content.toString("latin1")]),
    ).toEqual([
      ["räport.csv", "text/csv", "a,b"],
      ["p.png", "image/png", "\u0089P\u00ff"],
      ["b.bin", "application/octet-stream", "hi"],
    ]);
    const [line] = await linesOf(app, runId);
    expect(line).toMatchObject({ kind: "mail", level: "debug" });
    expect(line!.message).toMatch(
      /^mail to ann@example\.org and 2 more "For <Ann> & co": sent, <.+@example\.org> \(\d+ ms\)$/,
    );
  });

  it("says which recipients the server refused when it took others, and fails when it takes none", async () => {
    const app = await system.newApp();
    const to = [
      { email: "ann@example.org", type: "to" as const },
      { email: "refused@example.org", type: "to" as const },
    ];
    const { answer } = await sendEmail(app, { options: { ...MAIL.options, to } }, null);
    expect(answer).toMatchObject({ status: "sent", accepted: ["ann@example.org"], rejected: ["refused@example.org"] });
    expect(await getMessage(app, { id: answer.id })).toMatchObject({
      error: expect.stringContaining("1 of 2"),
      recipients: [{ address: "ann@example.org" }, { rejected: expect.stringContaining("No such mailbox") }],
    });
    await expect(sendEmail(app, { options: { ...MAIL.options, to: [to[1]!] } }, null)).rejects.toMatchObject({
      status: "MESSAGE_NOT_SENT",
      message: expect.stringContaining("No such mailbox"),
    });
  });

  it("goes over a fresh connection when the server had closed the one that waited", async () => {
    const app = await system.newApp();
    for (let n = 1; n <= 4; n++) {
      await sendEmail(app, MAIL, null);
      smtp.dropConnections();
    }
    expect(smtp.arrived).toHaveLength(4);
  });

  it("is kept in the outbox when there is no server, and goes out once there is and a person says so", async () => {
    const app = await system.newApp();
    const { answer } = await sendEmail(withoutServers(app), MAIL, "kept:1");
    expect(answer).toMatchObject({ status: "kept", accepted: ["ann@example.org"] });
    const repeat = await sendEmail(app, MAIL, "kept:1");
    expect(repeat).toMatchObject({ answer, isRepeat: true });
    expect(smtp.arrived).toHaveLength(0);
    expect(await resendMessage(app, { id: answer.id })).toMatchObject({ status: "sent", attempts: 2 });
    expect(smtp.arrived[0]?.mail.messageId).toBe(answer.messageId);
  });
});

describe("once and only once", () => {
  it("a run that fails after its mail does not send it again, and its handler gets the same answer", async () => {
    const { app, runId } = await appWithTask(
      `const sent = await Fliplet.Communicate.sendEmail({ to: 'ann@example.org', subject: 's', html: 'h' });
       const again = await Fliplet.Communicate.sendEmail({ to: 'ann@example.org', subject: 's', html: 'h' });
       console.log(JSON.stringify([sent, again]));
       throw new Error('after the mail')`,
      1,
    );
    await workOff();
    await comeAgain(app, runId);
    expect(await getRun(app, { id: runId })).toMatchObject({ status: "failed", attempt: 2 });
    // Twice by intent, in one attempt; never by the second attempt.
    expect(smtp.arrived).toHaveLength(2);
    const { lines } = await listLines(app, { runId, order: "asc" });
    const [first, second] = lines.filter(({ kind }) => kind === "console").map(({ message }) => message);
    expect(second).toBe(first);
    const mails = lines.filter(({ kind }) => kind === "mail").map(({ message }) => message);
    expect(mails).toHaveLength(4);
    expect(mails.slice(2).every((text) => text.includes("already sent by an earlier attempt, not sent again"))).toBe(
      true,
    );
  });

  it("a mail that failed is tried again by the next attempt, under the same message id", async () => {
    const { app, runId } = await appWithTask(
      "return (await Fliplet.Communicate.sendEmail({ to: 'ann@example.org', html: 'h' })).status",
      1,
    );
    smtp.mood = "refusing";
    await workOff();
    const { messages: failed } = await listMessages(app, { runId });
    expect(failed).toMatchObject([{ status: "failed", error: expect.stringContaining("Not today") }]);
    smtp.mood = "willing";
    await comeAgain(app, runId);
    expect(await getRun(app, { id: runId })).toMatchObject({ status: "completed", result: "sent" });
    const message = await getMessage(app, { id: failed[0]!.id });
    expect(message).toMatchObject({ status: "sent", error: null, attempts: 2 });
    expect(smtp.arrived.map(({ mail }) => mail.messageId)).toEqual([message.messageId]);
  });

  it("a mail that a dead process left in the middle becomes uncertain, and only a person sends it again", async () => {
    const { app, runId } = await appWithTask(
      `console.log((await Fliplet.Communicate.sendEmail({ to: 'ann@example.org', html: 'h' })).status);
       throw new Error('after the mail')`,
      1,
    );
    await workOff();
    // As a kill between the two writes leaves things: the mail is written down, its outcome is not.
    await app.db.update(messages).set({ status: "sending", sentAt: null }).where(eq(messages.runId, runId));
    smtp.arrived = [];
    await comeAgain(app, runId);

    expect(smtp.arrived).toHaveLength(0);
    const { lines } = await listLines(app, { runId, order: "asc" });
    expect(lines.filter(({ kind }) => kind === "console").map(({ message }) => message)).toEqual(["sent", "uncertain"]);
    const [line] = (await linesOf(app, runId)).slice(-1);
    expect(line).toMatchObject({ level: "warn", message: expect.stringContaining("may have sent it") });
    const [message] = (await listMessages(app, { status: "uncertain" })).messages;
    expect(message!.error).toContain("nobody knows whether it went");

    const before = await getMessage(app, { id: message!.id });
    expect(await resendMessage(app, { id: message!.id })).toMatchObject({ status: "sent" });
    expect(smtp.arrived.map(({ mail }) => mail.messageId)).toEqual([before.messageId]);
  });

  it("a connection that breaks after the whole mail makes it uncertain, and it goes no second time", async () => {
    const app = await system.newApp();
    smtp.mood = "breaking";
    const { answer } = await sendEmail(app, MAIL, "breaking:1");
    expect(answer.status).toBe("uncertain");
    smtp.mood = "willing";
    expect(await sendEmail(app, MAIL, "breaking:1")).toMatchObject({ answer: { status: "uncertain" }, isRepeat: true });
    expect(smtp.arrived).toHaveLength(1);
  });

  it("of several that send the same message again at once, one does", async () => {
    const app = await system.newApp();
    const { answer } = await sendEmail(withoutServers(app), MAIL, null);
    const all = await Promise.allSettled(Array.from({ length: 6 }, () => resendMessage(app, { id: answer.id })));
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(smtp.arrived).toHaveLength(1);
    await expect(resendMessage(app, { id: answer.id })).rejects.toMatchObject({ status: "MESSAGE_ALREADY_SENT" });
  });

  it("a message that stays in the middle for long is given up, one on its way is left alone", async () => {
    const app = await system.newApp();
    const old = await sendEmail(withoutServers(app), MAIL, null);
    const young = await sendEmail(withoutServers(app), MAIL, null);
    await app.db
      .update(messages)
      .set({ status: "sending", startedAt: sql`now() - interval '16 minutes'` })
      .where(eq(messages.id, old.answer.id));
    await app.db
      .update(messages)
      .set({ status: "sending", startedAt: sql`now() - interval '14 minutes'` })
      .where(eq(messages.id, young.answer.id));
    expect(await giveUpLostMessages(app)).toBe(1);
    expect((await listMessages(app, {})).messages.map(({ status }) => status)).toEqual(["sending", "uncertain"]);
  });
});

it("a batch sends what it can, says what it could not, and a retry sends only that", async () => {
  const { app, runId } = await appWithTask(
    `return (await Fliplet.Communicate.batchSendEmail(['ann', 'refused', 'cid'].map((name) => ({
       options: { to: name + '@example.org', subject: 'Hi {{ name }}', html: 'h' }, data: { name } })))).length`,
    1,
  );
  await workOff();
  expect((await getRun(app, { id: runId })).attempts[0]?.error?.message).toMatch(
    /^1 of 3 mails were not sent\. .*No such mailbox/,
  );
  await comeAgain(app, runId);
  expect(smtp.arrived.map(({ mail }) => mail.subject).toSorted()).toEqual(["Hi ann", "Hi cid"]);
});

it("a batch may be larger than what a run may ask for at once", async () => {
  const { app, runId } = await appWithTask(
    `return (await Fliplet.Communicate.batchSendEmail(Array.from({ length: 100 }, (_, n) => ({
       options: { to: n + '@example.org', subject: 'Hi', text: 'h' } })))).length`,
  );
  await workOff();
  expect(await getRun(app, { id: runId })).toMatchObject({ status: "completed", result: 100 });
  expect(new Set(smtp.arrived.map(({ rcpt }) => rcpt[0])).size).toBe(100);
});

describe("limits", () => {
  it("hold when many messages race over several connections", async () => {
    const app = await system.newApp();
    await updateApp(app, { id: app.appId, limits: { mailsPerDay: 5, smsPerDay: 2 } });
    const quiet = withoutServers(app);
    const mails = await Promise.allSettled(Array.from({ length: 20 }, () => sendEmail(quiet, MAIL, null)));
    expect(mails.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
    const refused = mails.find(({ status }) => status === "rejected") as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({
      status: "RATE_LIMITED",
      message: expect.stringContaining("may send 5 mails"),
    });

    const data = { to: "+441234567890", body: "Hi" };
    const texts = await Promise.allSettled(Array.from({ length: 6 }, () => sendSms(quiet, { data }, null)));
    expect(texts.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    // What is a day old counts no more.
    await app.db.execute(sql`update messages set created_at = now() - interval '25 hours' where app_id = ${app.appId}`);
    await sendEmail(quiet, MAIL, null);
  });
});

describe("the outbox", () => {
  it("is found by recipient, subject, channel and page, and only by its own app", async () => {
    const app = await system.newApp();
    const quiet = withoutServers(app);
    for (const [email, subject] of [
      ["ann@example.org", "100% Report"],
      ["bob@example.org", "Other"],
      ["cid@example.org", "Report"],
    ] as const)
      await sendEmail(
        quiet,
        { options: { ...MAIL.options, to: [{ email, name: `Dr ${email[0]}`, type: "to" }], subject } },
        null,
      );
    const found = async (input: Parameters<typeof listMessages>[1]) =>
      (await listMessages(app, input)).messages.map(({ recipients }) => recipients[0]!.address[0]);
    expect(await found({ search: "REPORT" })).toEqual(["c", "a"]);
    expect(await found({ search: "0% r" })).toEqual(["a"]);
    expect(await found({ search: "bob@" })).toEqual(["b"]);
    expect(await found({ search: "dr c" })).toEqual(["c"]);
    expect(await found({ channel: "sms" })).toEqual([]);
    const page = await listMessages(app, { limit: 2 });
    expect(page.delivers).toEqual({ email: true, sms: true, push: true });
    expect(await found({ limit: 2, cursor: page.nextCursor })).toEqual(["a"]);

    const other = await system.newApp();
    const { id } = page.messages[0]!;
    expect((await listMessages(other, {})).messages).toEqual([]);
    await expect(getMessage(other, { id })).rejects.toMatchObject({ status: "MESSAGE_NOT_FOUND" });
    await expect(resendMessage(other, { id })).rejects.toMatchObject({ status: "MESSAGE_NOT_FOUND" });
  });
});
