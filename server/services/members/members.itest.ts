import { and, asc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries, invitation, member, user, verification } from "#db/schema/index.ts";
import { ROLES, type Role } from "#domain/role.ts";
import { type MailServer, startMailServer } from "#tests/support/mail-server.ts";
import { join, newOrganization, newPerson, TestBrowser, type TestPerson } from "#tests/support/people.ts";
import { useTestSystem } from "#tests/support/test-system.ts";
import { createApp } from "../apps/index.ts";
import { setActiveOrganization } from "../organizations/index.ts";
import {
  acceptInvitation,
  createResetLink,
  inviteMember,
  leaveOrganization,
  listInvitations,
  listMembers,
  removeMember,
  revokeInvitation,
  setMemberRole,
  viewInvitation,
} from "./index.ts";

let mailServer: MailServer;
const PUBLIC_URL = "https://tasks.example.org";
const settings: Record<string, string> = { PUBLIC_URL, SMTP_URL: "smtp://127.0.0.1:1", MAIL_FROM: "tasks@example.org" };
const system = useTestSystem(settings);

beforeAll(async () => {
  mailServer = await startMailServer();
});
afterAll(() => mailServer.close());

async function team(roles: Role[]): Promise<TestPerson[]> {
  const organizationId = await newOrganization(system.container);
  const people = [];
  for (const role of roles) people.push(await newPerson(system.container, organizationId, role));
  return people;
}

const roleOf = async ({ memberId }: TestPerson) => {
  const [row] = await system.container.db.select().from(member).where(eq(member.id, memberId));
  return row?.role ?? null;
};

const tokenOf = (link: string) => new URL(link).searchParams.get("token")!;

const refusal = async (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: { status: string }) => error.status,
  );

const trail = async ({ ctx }: TestPerson) => {
  const rows = await ctx.db
    .select()
    .from(auditEntries)
    .where(eq(auditEntries.organizationId, ctx.organizationId))
    .orderBy(asc(auditEntries.id));
  return rows.map(({ action, targetKind, targetName, before, after, actorName }) => ({
    what: `${actorName}: ${action} ${targetKind} ${targetName}`,
    before,
    after,
  }));
};

describe("inviting", () => {
  it("makes a member of whoever holds the link, once, and the trail tells both ends of it", async () => {
    const [owner] = await team(["owner"]);
    const { link, mail } = await inviteMember(owner!.ctx, { email: "new@acme.test", role: "editor" });
    // The mail server of this test does not answer: the link can be handed over.
    expect(mail).toBe("failed");
    expect(link).toMatch(/^https:\/\/tasks\.example\.org\/invite\?token=/);
    const token = tokenOf(link);
    const newcomer = { name: "New", password: "a long password" };
    expect(await viewInvitation(owner!.ctx, { token }, null)).toMatchObject({ email: "new@acme.test", role: "editor" });
    const both = await Promise.all([1, 2].map(() => refusal(acceptInvitation(owner!.ctx, { token, newcomer }, null))));
    expect(both.toSorted()).toEqual(["INVITATION_NOT_FOUND", null]);
    const people = await listMembers(owner!.ctx);
    expect(people.map(({ name, role }) => ({ name, role }))).toEqual([
      { name: "New", role: "editor" },
      { name: owner!.name, role: "owner" },
    ]);
    expect((await trail(owner!)).map(({ what }) => what)).toEqual([
      `${owner!.name}: invite invitation new@acme.test`,
      "New: accept invitation new@acme.test",
    ]);
    expect(JSON.stringify(await trail(owner!))).not.toContain(token);
    expect((await new TestBrowser(system.container).signIn("new@acme.test", "a long password")).status).toBe(200);
  });

  it("takes the person of its address, signed in, and nobody else", async () => {
    const [owner] = await team(["owner"]);
    const [guest, other] = await team(["viewer", "viewer"]);
    const token = tokenOf((await inviteMember(owner!.ctx, { email: guest!.email, role: "admin" })).link);
    const as = (person: TestPerson | null) =>
      refusal(acceptInvitation(owner!.ctx, { token }, person && { ...person, sessionId: "s" }));
    expect(await as(null)).toBe("UNAUTHORIZED");
    expect(await as(other!)).toBe("INVITATION_FOR_ANOTHER");
    const newcomer = { name: "Impostor", password: "a long password" };
    expect(await refusal(acceptInvitation(owner!.ctx, { token, newcomer }, null))).toBe("ACCOUNT_EXISTS");
    expect(await as(guest!)).toBeNull();
    expect((await listMembers(owner!.ctx)).map(({ email }) => email)).toContain(guest!.email);
  });

  it("holds while it is open, and while whoever sent it could send it still", async () => {
    const [owner, admin] = await team(["owner", "admin"]);
    const open = async (email: string) => tokenOf((await inviteMember(admin!.ctx, { email, role: "admin" })).link);
    const see = (token: string) => refusal(viewInvitation(owner!.ctx, { token }, null));
    const [revoked, expired, replaced, orphaned] = [
      await open("a@x.test"),
      await open("b@x.test"),
      await open("c@x.test"),
      await open("d@x.test"),
    ];
    const [first] = (await listInvitations(owner!.ctx)).filter(({ email }) => email === "a@x.test");
    await revokeInvitation(owner!.ctx, { id: first!.id });
    await owner!.ctx.db
      .update(invitation)
      .set({ expiresAt: new Date("2020-01-01T00:00:00Z") })
      .where(eq(invitation.email, "b@x.test"));
    await open("c@x.test");
    expect(await Promise.all([revoked, expired, replaced, orphaned].map(see))).toEqual([
      "INVITATION_NOT_FOUND",
      "INVITATION_NOT_FOUND",
      "INVITATION_NOT_FOUND",
      null,
    ]);
    await setMemberRole(owner!.ctx, { id: admin!.memberId, role: "editor" });
    expect(await see(orphaned)).toBe("INVITATION_NOT_FOUND");
  });

  it("tells nobody whether an address has an account, and names those who are in already", async () => {
    const [owner, editor] = await team(["owner", "editor"]);
    const [elsewhere] = await team(["viewer"]);
    const known = await inviteMember(owner!.ctx, { email: elsewhere!.email, role: "viewer" });
    const unknown = await inviteMember(owner!.ctx, { email: "stranger@x.test", role: "viewer" });
    expect(Object.keys(known.invitation)).toEqual(Object.keys(unknown.invitation));
    const views = await Promise.all(
      [known, unknown].map(({ link }) => viewInvitation(owner!.ctx, { token: tokenOf(link) }, null)),
    );
    expect(views.map(({ email: _email, expiresAt: _at, ...view }) => view)).toEqual([
      { organization: "Acme", role: "viewer", invitedBy: owner!.name, signedInAs: null },
      { organization: "Acme", role: "viewer", invitedBy: owner!.name, signedInAs: null },
    ]);
    expect(await refusal(inviteMember(owner!.ctx, { email: editor!.email, role: "viewer" }))).toBe("ALREADY_MEMBER");
  });

  it("lets a newcomer into the named apps only, of this organisation", async () => {
    const [owner] = await team(["owner"]);
    const [stranger] = await team(["owner"]);
    const app = await createApp(owner!.ctx, { name: "One" });
    const foreign = await createApp(stranger!.ctx, { name: "Foreign" });
    const invited = { email: "apps@x.test", role: "viewer" as const };
    expect(await refusal(inviteMember(owner!.ctx, { ...invited, appIds: [foreign.id] }))).toBe("APP_NOT_FOUND");
    const { link } = await inviteMember(owner!.ctx, { ...invited, appIds: [app.id] });
    const newcomer = { name: "Narrow", password: "a long password" };
    await acceptInvitation(owner!.ctx, { token: tokenOf(link), newcomer }, null);
    expect((await listMembers(owner!.ctx)).find(({ name }) => name === "Narrow")).toMatchObject({ appIds: [app.id] });
  });
});

describe("roles", () => {
  const MAY: Record<Role, (from: Role, to: Role) => boolean> = {
    owner: () => true,
    admin: (from, to) => from !== "owner" && to !== "owner",
    editor: () => false,
    viewer: () => false,
  };

  it.each(ROLES)("of %s reach as far as the rule says, and no further", async (role) => {
    for (const from of ROLES) {
      for (const to of ROLES) {
        const [actor, target] = await team([role, from, "owner"]);
        const refused = await refusal(setMemberRole(actor!.ctx, { id: target!.memberId, role: to }));
        expect({ role, from, to, refused }).toEqual({
          role,
          from,
          to,
          refused: MAY[role](from, to) ? null : "FORBIDDEN",
        });
        expect(await roleOf(target!)).toBe(MAY[role](from, to) ? to : from);
      }
    }
  });

  it("are raised by nobody for themselves", async () => {
    const [admin, editor] = await team(["admin", "editor", "owner"]);
    expect(await refusal(setMemberRole(admin!.ctx, { id: admin!.memberId, role: "owner" }))).toBe("FORBIDDEN");
    expect(await refusal(setMemberRole(editor!.ctx, { id: editor!.memberId, role: "admin" }))).toBe("FORBIDDEN");
  });

  it("leave one owner, also when two step down at once", async () => {
    for (let round = 0; round < 3; round++) {
      const [one, other] = await team(["owner", "owner"]);
      const outcomes = await Promise.all([
        refusal(setMemberRole(one!.ctx, { id: one!.memberId, role: "viewer" })),
        refusal(leaveOrganization(other!.ctx)),
      ]);
      expect(outcomes.filter((outcome) => outcome === "LAST_OWNER")).toHaveLength(1);
      expect([await roleOf(one!), await roleOf(other!)].filter((role) => role === "owner")).toHaveLength(1);
    }
  });

  it("are judged as they are when the change is made, not when it was asked for", async () => {
    const [owner, admin, target] = await team(["owner", "admin", "viewer"]);
    await setMemberRole(owner!.ctx, { id: admin!.memberId, role: "viewer" });
    // The context was made while they were an admin.
    expect(await refusal(setMemberRole(admin!.ctx, { id: target!.memberId, role: "admin" }))).toBe("FORBIDDEN");
    await removeMember(owner!.ctx, { id: admin!.memberId });
    expect(await refusal(inviteMember(admin!.ctx, { email: "x@x.test", role: "viewer" }))).toBe("FORBIDDEN");
  });

  it("count from the next request on, and so does a removal", async () => {
    const [owner, editor] = await team(["owner", "editor"]);
    const app = await createApp(owner!.ctx, { name: "App" });
    const browser = new TestBrowser(system.container, { ip: "198.51.100.1" });
    await browser.signIn(editor!.email);
    const source = { appId: app.id, name: "Source", columns: ["a"] };
    expect((await browser.call("dataSources.create", source)).status).toBe(200);
    await setMemberRole(owner!.ctx, { id: editor!.memberId, role: "viewer" });
    expect((await browser.call("dataSources.create", source)).status).toBe(403);
    expect((await browser.query("apps.list")).status).toBe(200);
    await removeMember(owner!.ctx, { id: editor!.memberId });
    expect((await browser.query("apps.list")).status).toBe(401);
    // What they did is theirs still.
    expect((await trail(owner!)).map(({ what }) => what)).toContain(`${editor!.name}: create data-source Source`);
  });

  it("stand in the trail as they were and as they became", async () => {
    const [owner, editor] = await team(["owner", "editor"]);
    const app = await createApp(owner!.ctx, { name: "App" });
    await setMemberRole(owner!.ctx, { id: editor!.memberId, role: "viewer", appIds: [app.id] });
    expect((await trail(owner!)).at(-1)).toEqual({
      what: `${owner!.name}: update member ${editor!.name}`,
      before: { role: "editor", apps: "all" },
      after: { role: "viewer", apps: [app.id] },
    });
  });
});

describe("people of another organisation", () => {
  it("are not there, whatever is asked of them", async () => {
    const [owner] = await team(["owner"]);
    const [stranger] = await team(["owner"]);
    const { invitation: theirs } = await inviteMember(stranger!.ctx, { email: "x@x.test", role: "viewer" });
    const id = stranger!.memberId;
    expect(await refusal(setMemberRole(owner!.ctx, { id, role: "viewer" }))).toBe("MEMBER_NOT_FOUND");
    expect(await refusal(removeMember(owner!.ctx, { id }))).toBe("MEMBER_NOT_FOUND");
    expect(await refusal(createResetLink(owner!.ctx, { id }))).toBe("MEMBER_NOT_FOUND");
    expect(await refusal(revokeInvitation(owner!.ctx, { id: theirs.id }))).toBe("INVITATION_NOT_FOUND");
    const other = { id: stranger!.ctx.organizationId };
    expect(await refusal(setActiveOrganization(owner!.ctx, other))).toBe("ORGANIZATION_NOT_FOUND");
    expect((await listMembers(owner!.ctx)).map((one) => one.id)).toEqual([owner!.memberId]);
  });

  it("see the organisation that they chose, by membership only", async () => {
    const [person] = await team(["viewer"]);
    // Joined long before the other one, and not in the same moment.
    const { db } = system.container;
    await db.update(member).set({ createdAt: sql`now() - interval '1 day'` }).where(eq(member.id, person!.memberId));
    const second = await newOrganization(system.container, "Second");
    await join(system.container, second, person!.id, "editor");
    const browser = new TestBrowser(system.container, { ip: "198.51.100.2" });
    await browser.signIn(person!.email);
    expect((await browser.query("me.get")).body).toMatchObject({ organization: { name: "Acme" }, role: "viewer" });
    expect((await browser.call("organizations.setActive", { id: second })).status).toBe(200);
    expect((await browser.query("me.get")).body).toMatchObject({ organization: { name: "Second" }, role: "editor" });
  });
});

describe("a new password", () => {
  it("by a link of an admin opens the account, ends its sessions and is good once", async () => {
    const [admin, editor] = await team(["admin", "editor", "owner"]);
    const browser = new TestBrowser(system.container, { ip: "198.51.100.3" });
    await browser.signIn(editor!.email);
    const { link } = await createResetLink(admin!.ctx, { id: editor!.memberId });
    const [token, password] = [tokenOf(link), "a brand new password"];
    const stored = await admin!.ctx.db.select().from(verification);
    expect(JSON.stringify(stored)).not.toContain(token);
    expect((await browser.call("account.resetPassword", { token, password: "short" })).status).toBe(400);
    expect((await browser.call("account.resetPassword", { token, password })).status).toBe(200);
    expect((await browser.query("me.get")).status).toBe(401);
    expect((await browser.call("account.resetPassword", { token, password })).body.data.status).toBe("LINK_INVALID");
    expect((await browser.signIn(editor!.email, password)).status).toBe(200);
    expect((await trail(admin!)).map(({ what }) => what).slice(0, 2)).toEqual([
      expect.stringContaining("sign-in"),
      `${admin!.name}: create-password-link member ${editor!.name}`,
    ]);
  });

  it("of an owner is an owner's to make, and of a person of other organisations nobody's", async () => {
    const [admin, owner] = await team(["admin", "owner"]);
    expect(await refusal(createResetLink(admin!.ctx, { id: owner!.memberId }))).toBe("FORBIDDEN");
    const [elsewhere] = await team(["owner"]);
    const id = await join(system.container, admin!.ctx.organizationId, elsewhere!.id, "viewer");
    expect(await refusal(createResetLink(owner!.ctx, { id }))).toBe("FORBIDDEN");

    // Over the API too, where a wall stands between organisations.
    const browser = new TestBrowser(system.container, { ip: "198.51.100.9" });
    await browser.signIn(owner!.email);
    expect((await browser.call("members.createResetLink", { id })).status).toBe(403);
    expect((await browser.call("members.createResetLink", { id: admin!.memberId })).status).toBe(200);
    expect((await browser.query("members.list")).body).toContainEqual(
      expect.objectContaining({ isYou: true, lastSeenAt: expect.any(String) }),
    );
  });
});

describe("with a mail server", () => {
  it("mails links of our own address, whatever the request says, and the same answer to all", async () => {
    const [person] = await team(["editor"]);
    const { db, services } = system.container;
    const { createMessenger } = await import("../messages/create-messenger.ts");
    const messenger = createMessenger({
      smtpUrl: mailServer.url,
      mailFrom: "tasks@example.org",
      publicUrl: PUBLIC_URL,
      now: () => 0,
    });
    const container = { ...system.container, services: { ...services, messenger } };
    const browser = new TestBrowser(container, {
      ip: "198.51.100.4",
      headers: { host: "evil.test", origin: "http://evil.test", "x-forwarded-host": "evil.test" },
    });
    const [known, unknown] = [
      await browser.call("account.requestReset", { email: person!.email }),
      await browser.call("account.requestReset", { email: "nobody@x.test" }),
    ];
    expect(known).toEqual(unknown);
    await expect.poll(() => mailServer.arrived.length).toBe(1);
    const [arrived] = mailServer.arrived;
    expect(arrived!.rcpt).toEqual([person!.email]);
    const [link] = /https?:\/\/\S+/.exec(arrived!.mail.text!)!;
    expect(link).toMatch(/^https:\/\/tasks\.example\.org\/reset-password\?token=/);
    expect(arrived!.raw).not.toContain("evil.test");

    const answer = await browser.call("account.resetPassword", { token: tokenOf(link), password: "a new password" });
    expect(answer.body).toEqual({ email: person!.email });
    const [row] = await db
      .select()
      .from(user)
      .where(and(eq(user.id, person!.id)));
    // Whoever read the mail has the address.
    expect(row!.emailVerified).toBe(true);
    messenger.close();
  });
});
