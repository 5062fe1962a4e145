import { and, eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { auditEntries, tokens } from "#db/schema/index.ts";
import { identify } from "#server/trpc/identify.ts";
import { useTestSystem } from "#tests/support/test-system.ts";
import type { AppContext } from "../../context.ts";
import { createToken, listTokens, revokeToken, rotateToken } from "./index.ts";

const system = useTestSystem({ TICKER: "off" });

let app: AppContext;
beforeAll(async () => {
  app = await system.newApp();
});

const HOUR_MS = 3_600_000;
const inHours = async (hours: number) =>
  new Date((await app.clock.now(app.db)).getTime() + hours * HOUR_MS).toISOString();

const newToken = (more: Partial<Parameters<typeof createToken>[1]> = {}) =>
  createToken(app, { name: "test", kind: "secret", scopes: ["tasks:read"], ...more });

const use = (token: string, headers: Record<string, string> = {}) =>
  identify(app, new Headers({ authorization: `Bearer ${token}`, ...headers }), async () => null);

const refusal = (text: string) => expect.objectContaining({ kind: "unauthorized", message: text });

/** As if `hours` had gone by since the token was touched. */
const age = (id: number, hours: number) =>
  app.db
    .update(tokens)
    .set({
      expiresAt: sql`${tokens.expiresAt} - make_interval(hours => ${hours})`,
      previousExpiresAt: sql`${tokens.previousExpiresAt} - make_interval(hours => ${hours})`,
    })
    .where(eq(tokens.id, id));

const reasons = async (id: number) =>
  (
    await app.db
      .select({ after: auditEntries.after, ip: auditEntries.ip })
      .from(auditEntries)
      .where(and(eq(auditEntries.action, "denied"), eq(auditEntries.actorId, String(id))))
      .orderBy(auditEntries.id)
  ).map(({ after }) => after?.reason);

describe("a token", () => {
  it("is good until it expires, and never from the past", async () => {
    const { id, token, expiresAt } = await newToken({ expiresAt: await inHours(2) });
    expect(expiresAt).not.toBeNull();
    expect(await use(token)).toMatchObject({ kind: "token" });
    await age(id, 3);
    await expect(use(token)).rejects.toEqual(refusal("That token has expired."));
    await expect(newToken({ expiresAt: await inHours(-1) })).rejects.toMatchObject({ field: "expiresAt" });
    expect((await listTokens(app)).map((listed) => listed.id)).toContain(id);
  });

  it("is rotated without a gap: both texts are good for the overlap, then the new one alone", async () => {
    const { id, token: first } = await newToken();
    const { token: second, id: same } = await rotateToken(app, { id, overlapHours: 2 });
    expect([same, first === second]).toEqual([id, false]);
    for (const token of [first, second]) expect(await use(token)).toMatchObject({ token: { id } });
    await age(id, 3);
    await expect(use(first)).rejects.toEqual(refusal("That token was replaced by a new one."));
    expect(await use(second)).toMatchObject({ kind: "token" });

    // One that leaked ends at once, and so does what an earlier rotation had kept good.
    const { token: third } = await rotateToken(app, { id, overlapHours: 24 });
    const { token: fourth } = await rotateToken(app, { id, overlapHours: 0 });
    await expect(use(second)).rejects.toMatchObject({ kind: "unauthorized" });
    await expect(use(third)).rejects.toEqual(refusal("That token was replaced by a new one."));
    expect(await use(fourth)).toMatchObject({ kind: "token" });
  });

  it("keeps no text past the expiry that it had, whatever the overlap and the new expiry", async () => {
    const { id, token: first } = await newToken({ expiresAt: await inHours(2) });
    await rotateToken(app, { id, overlapHours: 24, expiresAt: null });
    expect(await use(first)).toMatchObject({ kind: "token" });
    await age(id, 3);
    await expect(use(first)).rejects.toEqual(refusal("That token was replaced by a new one."));

    const { id: other, token: expired } = await newToken({ expiresAt: await inHours(2) });
    await age(other, 3);
    const { token: next } = await rotateToken(app, { id: other, expiresAt: null });
    await expect(use(expired)).rejects.toEqual(refusal("That token was replaced by a new one."));
    expect(await use(next)).toMatchObject({ kind: "token" });
  });

  it("is gone with all its texts when it is revoked, and is not rotated any more", async () => {
    const { id, token: first } = await newToken();
    const { token: second } = await rotateToken(app, { id });
    await revokeToken(app, { id });
    for (const token of [first, second]) await expect(use(token)).rejects.toEqual(refusal("That token was revoked."));
    await expect(rotateToken(app, { id })).rejects.toMatchObject({ status: "TOKEN_NOT_FOUND" });
    const foreign = await system.newApp();
    const { id: other } = await createToken(foreign, { name: "other", kind: "secret", scopes: ["tasks:read"] });
    await expect(rotateToken(app, { id: other })).rejects.toMatchObject({ status: "TOKEN_NOT_FOUND" });
  });

  it("leaves the reason of each refusal in the trail, and its text nowhere", async () => {
    const { id, token } = await newToken({ origins: ["https://app.test"] });
    const wrong = { origin: "https://evil.test", "x-app-tasks-client": "192.0.2.9" };
    for (const _time of [1, 2, 3]) await expect(use(token, wrong)).rejects.toMatchObject({ kind: "forbidden" });
    await revokeToken(app, { id });
    await expect(use(token)).rejects.toMatchObject({ kind: "unauthorized" });
    expect(await reasons(id)).toEqual([
      expect.stringContaining("may not be used from https://evil.test"),
      "That token was revoked.",
    ]);
    const { rows } = await app.db.execute<{ dump: string }>(
      sql`select (select json_agg(t)::text from tokens t) || (select json_agg(a)::text from audit_entries a) as dump`,
    );
    expect(rows[0]!.dump).toContain(token.slice(0, 8));
    expect(rows[0]!.dump).not.toContain(token.slice(8));
  });
});
