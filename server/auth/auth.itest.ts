import { and, asc, eq, inArray } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { auditEntries, session, twoFactor } from "#db/schema/index.ts";
import { SoftAuthenticator } from "#tests/support/authenticator.ts";
import { newOrganization, newPerson, PASSWORD, TestBrowser, type TestPerson } from "#tests/support/people.ts";
import { useTestSystem } from "#tests/support/test-system.ts";
import { totp } from "../../e2e/fixtures/totp.ts";
import { rotateSecondFactors } from "./secret-keys.ts";

const PUBLIC_URL = "https://tasks.example.org";
const system = useTestSystem({ PUBLIC_URL });

let organizationId: string;
let nextAddress = 1;

beforeAll(async () => {
  organizationId = await newOrganization(system.container);
});

const aPerson = () => newPerson(system.container, organizationId, "editor");
/** Each at an address of its own, so that the limit by address meets nobody by accident. */
const aBrowser = (ip = `198.51.100.${nextAddress++}`) => new TestBrowser(system.container, { ip });

async function trailOf({ id }: Pick<TestPerson, "id">) {
  const rows = await system.container.db
    .select()
    .from(auditEntries)
    .where(and(eq(auditEntries.organizationId, organizationId), inArray(auditEntries.targetId, [id])))
    .orderBy(asc(auditEntries.id));
  return rows.map(({ action, after }) => (after ? { action, ...after } : { action }));
}

const secretOf = (uri: string) => new URL(uri).searchParams.get("secret")!;

async function withSecondFactor() {
  const person = await aPerson();
  const browser = aBrowser();
  await browser.signIn(person.email);
  const { body } = await browser.auth("/two-factor/enable", { password: PASSWORD });
  const code = async () => totp(secretOf(body.totpURI), await system.container.services.clock.now());
  await browser.auth("/two-factor/verify-totp", { code: await code() });
  return { person, browser, code, backupCodes: body.backupCodes as string[], uri: body.totpURI as string };
}

describe("the session's cookie", () => {
  it("is this host's own over https, and no script's", async () => {
    const person = await aPerson();
    const response = await system.container.auth.handler(
      new Request(`${PUBLIC_URL}/api/auth/sign-in/email`, {
        method: "POST",
        headers: { "content-type": "application/json", host: "tasks.example.org", origin: PUBLIC_URL },
        body: JSON.stringify({ email: person.email, password: PASSWORD }),
      }),
    );
    const line = response.headers.getSetCookie().find((cookie) => cookie.includes("session_token"))!;
    expect(line).toMatch(/^__Host-app-tasks\.session_token=/);
    for (const attribute of ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"]) expect(line).toContain(attribute);
    expect(line).not.toContain("Domain");
  });
});

describe("what is open", () => {
  it.each([
    "/sign-up/email",
    "/organization/create",
    "/update-user",
    "/change-email",
    "/list-sessions",
    "/reset-password",
    "/ok",
    "/sign-in/email/",
    "/x",
  ])("leaves %s closed", async (path) => {
    expect(await aBrowser().auth(path, { name: "x", email: "x@example.org", password: PASSWORD })).toMatchObject({
      status: 404,
    });
  });

  it("lets no page of another origin sign anybody in", async () => {
    const person = await aPerson();
    const strangers: Record<string, string>[] = [
      { origin: "https://evil.test" },
      { origin: "null", "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" },
    ];
    for (const headers of strangers) {
      const foreign = new TestBrowser(system.container, { ip: "198.51.100.250", headers });
      expect((await foreign.signIn(person.email)).status).toBe(403);
    }
  });
});

describe("signing in", () => {
  it("stands in the trail with the way, the address and the program; failures without a name", async () => {
    const person = await aPerson();
    const browser = aBrowser("203.0.113.9");
    expect((await browser.signIn(person.email, "wrong password")).status).toBe(401);
    await expect.poll(() => trailOf(person)).toHaveLength(1);
    expect((await browser.signIn(person.email)).status).toBe(200);
    expect((await browser.auth("/sign-out")).status).toBe(200);
    const rows = await system.container.db
      .select()
      .from(auditEntries)
      .where(eq(auditEntries.targetId, person.id))
      .orderBy(asc(auditEntries.id));
    expect(rows).toMatchObject([
      { action: "sign-in-failed", actorKind: "system", actorName: "somebody", ip: "203.0.113.9" },
      { action: "sign-in", actorId: person.id, after: { method: "password" }, userAgent: "TestBrowser/1" },
      { action: "sign-out", actorId: person.id },
    ]);
    expect(JSON.stringify(rows)).not.toMatch(/wrong password|correct horse/);
  });

  it("is over with signing out: the cookie from before opens nothing", async () => {
    const person = await aPerson();
    const browser = aBrowser();
    await browser.signIn(person.email);
    expect((await browser.query("me.get")).status).toBe(200);
    const kept = new Map(browser.cookies);
    await browser.auth("/sign-out");
    for (const [name, value] of kept) browser.cookies.set(name, value);
    expect((await browser.query("me.get")).status).toBe(401);
  });

  it("answers an address that nobody has as one with a wrong password", async () => {
    const person = await aPerson();
    const [unknown, wrong] = [await aBrowser().signIn("nobody@acme.test"), await aBrowser().signIn(person.email, "no")];
    expect(unknown).toEqual(wrong);
  });

  it("slows guesses from many addresses down, and does not lock the owner out of their own browser", async () => {
    const person = await aPerson();
    const own = aBrowser();
    await own.signIn(person.email);
    await own.auth("/sign-out");
    const guesses = [];
    for (let guess = 0; guess < 12; guess++)
      guesses.push((await aBrowser().signIn(person.email, `guess ${guess}`)).status);
    expect(guesses).toEqual([...Array(10).fill(401), 429, 429]);
    // The right password does not help a stranger now, nor tell them that it is right.
    expect((await aBrowser().signIn(person.email)).status).toBe(429);
    expect((await own.signIn(person.email)).status).toBe(200);
    await expect.poll(() => trailOf(person)).toContainEqual({ action: "sign-in-locked" });
  });

  it("counts right passwords for no guesses", async () => {
    const person = await aPerson();
    for (let time = 0; time < 12; time++) expect((await aBrowser().signIn(person.email)).status).toBe(200);
  });

  it("limits an address by what our own door says of it, never by what the client does", async () => {
    const statuses = [];
    for (let time = 0; time < 42; time++) {
      const liar = new TestBrowser(system.container, {
        ip: "203.0.113.77",
        headers: { "x-forwarded-for": `10.0.0.${time}` },
      });
      statuses.push((await liar.signIn(`someone-${time}@acme.test`)).status);
    }
    expect(statuses).toEqual([...Array(40).fill(401), 429, 429]);
  });
});

describe("the second factor", () => {
  it("is asked for once it is on, and opens with a code of the app", async () => {
    const { person, code } = await withSecondFactor();
    const browser = aBrowser();
    expect((await browser.signIn(person.email)).body).toMatchObject({ twoFactorRedirect: true });
    expect((await browser.query("me.get")).status).toBe(401);
    expect((await browser.auth("/two-factor/verify-totp", { code: "000000" })).status).toBe(401);
    expect((await browser.auth("/two-factor/verify-totp", { code: await code(), trustDevice: true })).status).toBe(200);
    expect((await browser.query("me.get")).status).toBe(200);
    // No browser is trusted to go without.
    await browser.auth("/sign-out");
    expect((await browser.signIn(person.email)).body).toMatchObject({ twoFactorRedirect: true });
    expect(await trailOf(person)).toEqual([
      { action: "sign-in", method: "password" },
      { action: "enable-second-factor" },
      { action: "second-factor-failed" },
      { action: "sign-in", method: "password and code" },
      { action: "sign-out" },
    ]);
  });

  it("opens with each backup code once", async () => {
    const { person, backupCodes } = await withSecondFactor();
    const withCode = async (code: string) => {
      const browser = aBrowser();
      await browser.signIn(person.email);
      return (await browser.auth("/two-factor/verify-backup-code", { code })).status;
    };
    expect([await withCode(backupCodes[0]!), await withCode(backupCodes[0]!), await withCode(backupCodes[1]!)]).toEqual(
      [200, 401, 200],
    );
  });

  it("is locked for a while after ten wrong codes, over all challenges", async () => {
    const { person, code } = await withSecondFactor();
    for (let challenge = 0; challenge < 2; challenge++) {
      const browser = aBrowser();
      await browser.signIn(person.email);
      for (let time = 0; time < 5; time++) await browser.auth("/two-factor/verify-totp", { code: "000000" });
    }
    const browser = aBrowser();
    await browser.signIn(person.email);
    expect((await browser.auth("/two-factor/verify-totp", { code: await code() })).status).toBe(429);
    expect(await trailOf(person)).toContainEqual({ action: "second-factor-locked" });
  });

  it("keeps its secret encrypted, and is turned off with the password only", async () => {
    const { person, browser, uri } = await withSecondFactor();
    const [row] = await system.container.db.select().from(twoFactor).where(eq(twoFactor.userId, person.id));
    expect(JSON.stringify(row)).not.toContain(secretOf(uri));
    expect((await browser.auth("/two-factor/disable", { password: "wrong password" })).status).toBe(400);
    expect((await browser.auth("/two-factor/disable", { password: PASSWORD })).status).toBe(200);
    expect((await aBrowser().signIn(person.email)).body).not.toHaveProperty("twoFactorRedirect");
    expect(await trailOf(person)).toContainEqual({ action: "disable-second-factor" });
  });

  it("opens under a new key while the old one is named, and without it once it was encrypted anew", async () => {
    const { person } = await withSecondFactor();
    const { db, settings } = system.container;
    const stored = async () => {
      const [row] = await db.select().from(twoFactor).where(eq(twoFactor.userId, person.id));
      return row!.secret;
    };
    const [newKey, before] = ["a new secret key of the tests, 0123456789", await stored()];
    expect(await rotateSecondFactors(db, newKey, [])).toMatchObject({ rotated: 0 });
    expect(await stored()).toBe(before);
    expect(await rotateSecondFactors(db, newKey, [settings.SECRET_KEY])).toMatchObject({ unreadable: 0 });
    expect(await stored()).not.toBe(before);
    expect(await rotateSecondFactors(db, newKey, [])).toEqual({ rotated: 0, unreadable: 0 });
    // As it was, for the tests that follow.
    await rotateSecondFactors(db, settings.SECRET_KEY, [newKey]);
  });

  it("lets a stolen session guess the password ten times", async () => {
    const { browser } = await withSecondFactor();
    const statuses = [];
    for (let guess = 0; guess < 12; guess++)
      statuses.push((await browser.auth("/two-factor/disable", { password: `guess ${guess}` })).status);
    expect(statuses).toEqual([...Array(10).fill(400), 429, 429]);
    expect((await browser.call("account.changePassword", { current: PASSWORD, next: "another password" })).status).toBe(
      429,
    );
  });
});

describe("passkeys", () => {
  async function withPasskey() {
    const person = await aPerson();
    const browser = aBrowser();
    await browser.signIn(person.email);
    const authenticator = new SoftAuthenticator(PUBLIC_URL);
    const { body: options } = await browser.call("account.beginPasskey", { password: PASSWORD });
    const response = authenticator.create(options);
    const made = await browser.call("account.finishPasskey", { name: "My phone", response });
    return { person, browser, authenticator, made, response };
  }

  async function signIn(browser: TestBrowser, authenticator: SoftAuthenticator) {
    const { body: options } = await browser.auth("/sign-in/passkey/options");
    return browser.auth("/sign-in/passkey", { response: authenticator.get(options) });
  }

  it("sign in by themselves, and the trail says so", async () => {
    const { person, made, authenticator } = await withPasskey();
    expect(made).toMatchObject({ status: 200, body: { name: "My phone", lastUsedAt: null } });
    const browser = aBrowser();
    expect((await signIn(browser, authenticator)).status).toBe(200);
    expect((await browser.query("me.get")).body).toMatchObject({ user: { id: person.id } });
    const { body } = await browser.query("account.get");
    expect(body.passkeys[0].lastUsedAt).not.toBeNull();
    expect(await trailOf(person)).toMatchObject([
      { action: "sign-in", method: "password" },
      { action: "add-passkey", name: "My phone" },
      { action: "sign-in", method: "passkey" },
    ]);
  });

  it("need the password to be added, and no second use of what was answered", async () => {
    const { browser, response } = await withPasskey();
    expect(await browser.call("account.beginPasskey", { password: "wrong password" })).toMatchObject({
      status: 400,
      body: { data: { status: "PASSWORD_WRONG", field: "password" } },
    });
    expect(await browser.call("account.finishPasskey", { name: "Again", response })).toMatchObject({
      body: { data: { status: "PASSKEY_REFUSED" } },
    });
  });

  it("are refused from another site, without a verified user, and when an answer comes twice", async () => {
    const { authenticator } = await withPasskey();
    const browser = aBrowser();
    const { body: options } = await browser.auth("/sign-in/passkey/options");
    const response = authenticator.get(options);
    expect((await browser.auth("/sign-in/passkey", { response })).status).toBe(200);
    await browser.auth("/sign-out");
    expect((await browser.auth("/sign-in/passkey", { response })).status).toBe(401);
    authenticator.verifiesUser = false;
    expect((await signIn(aBrowser(), authenticator)).status).toBe(401);
    const elsewhere = new SoftAuthenticator("https://evil.test");
    expect((await signIn(aBrowser(), elsewhere)).status).toBe(401);
  });

  it("open nothing once they are removed", async () => {
    const { browser, made, authenticator, person } = await withPasskey();
    await browser.call("account.renamePasskey", { id: made.body.id, name: "Old phone" });
    expect(await trailOf(person)).toContainEqual({ action: "rename-passkey", name: "Old phone" });
    expect((await browser.call("account.removePasskey", { id: made.body.id })).status).toBe(200);
    expect((await signIn(aBrowser(), authenticator)).status).toBe(401);
    expect(await trailOf(person)).toContainEqual({ action: "remove-passkey" });
  });
});

describe("sessions", () => {
  it("are listed with the place they are at, and end when they are revoked", async () => {
    const person = await aPerson();
    const [here, there] = [aBrowser("203.0.113.20"), aBrowser("203.0.113.21")];
    await here.signIn(person.email);
    await there.signIn(person.email);
    const { body: sessions } = await here.query("account.sessions");
    expect(sessions).toHaveLength(2);
    const other = sessions.find((one: { isCurrent: boolean }) => !one.isCurrent);
    expect(other).toMatchObject({ ip: "203.0.113.21", userAgent: "TestBrowser/1" });
    expect((await here.call("account.revokeSession", { id: other.id })).status).toBe(200);
    expect((await there.query("me.get")).status).toBe(401);
    expect((await here.query("me.get")).status).toBe(200);
    expect(JSON.stringify(sessions)).not.toContain("token");
  });

  it("of others are not there", async () => {
    const [one, other] = [await aPerson(), await aPerson()];
    const [mine, theirs] = [aBrowser(), aBrowser()];
    await mine.signIn(one.email);
    await theirs.signIn(other.email);
    const [row] = await system.container.db.select().from(session).where(eq(session.userId, other.id));
    expect(await mine.call("account.revokeSession", { id: row!.id })).toMatchObject({ status: 404 });
    expect((await theirs.query("me.get")).status).toBe(200);
  });

  it("all end but the one in which the password is changed", async () => {
    const person = await aPerson();
    const [here, there] = [aBrowser(), aBrowser()];
    await here.signIn(person.email);
    await there.signIn(person.email);
    expect(await here.call("account.changePassword", { current: "wrong", next: "another password" })).toMatchObject({
      status: 400,
    });
    expect(await here.call("account.changePassword", { current: PASSWORD, next: "another password" })).toMatchObject({
      body: { endedSessions: 1 },
    });
    expect([(await here.query("me.get")).status, (await there.query("me.get")).status]).toEqual([200, 401]);
    expect((await aBrowser().signIn(person.email, "another password")).status).toBe(200);
    expect(await trailOf(person)).toContainEqual({ action: "change-password", endedSessions: 1 });
  });
});
