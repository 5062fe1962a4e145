import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { secrets } from "#db/schema/index.ts";
import { SECRETS_BYTES_MAX, SECRETS_PER_APP_MAX, secretNameSchema, setSecretInput } from "#domain/secret.ts";
import type { AppContext } from "#server/context.ts";
import { SETTINGS, useTestSystem } from "#tests/support/test-system.ts";
import { createVault } from "../../vault/vault.ts";
import { listSecrets, openSecrets, removeSecret, rotateSecrets, secretRows, setSecret } from "./index.ts";

const system = useTestSystem({ TICKER: "off" });

/** As a run reads them. */
const valuesOf = async (app: AppContext) => openSecrets(app, await secretRows(app.db, app.appId, "secret"));
let app: AppContext;

beforeAll(async () => {
  app = await system.newApp();
});

const rowsOf = (ctx: AppContext) => ctx.db.select().from(secrets).where(eq(secrets.appId, ctx.appId));

describe("secrets and variables", () => {
  it("are listed with the values of variables and never those of secrets, and stored in no readable form", async () => {
    await setSecret(app, { name: "API_KEY", kind: "secret", value: "s3cret-value" });
    await setSecret(app, { name: "Greeting", kind: "variable", value: "Grüß dich" });
    expect(await listSecrets(app)).toMatchObject([
      { name: "API_KEY", kind: "secret", value: null, isReadable: true, updatedBy: "Someone", lastReadAt: null },
      { name: "Greeting", kind: "variable", value: "Grüß dich", isReadable: true },
    ]);
    const stored = JSON.stringify(await rowsOf(app));
    expect(stored).not.toContain("s3cret");
    expect(stored).not.toContain(Buffer.from("s3cret-value").toString("base64"));
  });

  it("are replaced under their name, of which the case counts", async () => {
    await setSecret(app, { name: "API_KEY", kind: "secret", value: "another-value" });
    await setSecret(app, { name: "api_key", kind: "secret", value: "a-third-value" });
    expect(await valuesOf(app)).toEqual(
      new Map([
        ["API_KEY", "another-value"],
        ["api_key", "a-third-value"],
      ]),
    );
  });

  it("share their names", async () => {
    await expect(setSecret(app, { name: "API_KEY", kind: "variable", value: "open" })).rejects.toMatchObject({
      status: "NAME_ALREADY_EXISTS",
      field: "name",
    });
  });

  it("belong to one app, and are forgotten when removed", async () => {
    const other = await system.newApp();
    expect(await listSecrets(other)).toEqual([]);
    expect(await valuesOf(other)).toEqual(new Map());
    await expect(removeSecret(other, { name: "API_KEY", kind: "secret" })).rejects.toMatchObject({
      status: "SECRET_NOT_FOUND",
    });
    await removeSecret(app, { name: "API_KEY", kind: "secret" });
    expect((await listSecrets(app)).map(({ name }) => name).sort()).toEqual(["Greeting", "api_key"]);
  });

  it("end at a number and at a size, also when they come at the same moment", async () => {
    const busy = await system.newApp();
    const ends = await Promise.allSettled(
      Array.from({ length: SECRETS_PER_APP_MAX + 3 }, (_, n) =>
        setSecret(busy, { name: `V${n}`, kind: "variable", value: "x" }),
      ),
    );
    const refused = ends.filter((end) => end.status === "rejected");
    expect(refused.map(({ reason }) => reason.status)).toEqual(Array(3).fill("SECRET_LIMIT_REACHED"));
    // One that is there may still be replaced.
    const [there] = await listSecrets(busy);
    await setSecret(busy, { name: there!.name, kind: "variable", value: "y" });

    const large = await system.newApp();
    for (let n = 0; n < SECRETS_BYTES_MAX / 32_768; n++)
      await setSecret(large, { name: `V${n}`, kind: "variable", value: "x".repeat(32_768) });
    await expect(setSecret(large, { name: "more", kind: "variable", value: "x" })).rejects.toMatchObject({
      status: "SECRET_LIMIT_REACHED",
      field: "value",
    });
  });

  it("refuse names and values that could not work", () => {
    for (const name of ["", "a b", "ä", "a-b", "x".repeat(65), "appId", "session"])
      expect(secretNameSchema.safeParse(name).success, name).toBe(false);
    expect(secretNameSchema.safeParse("x".repeat(64)).success).toBe(true);
    const judge = (kind: string, value: string) => setSecretInput.safeParse({ name: "A", kind, value }).success;
    expect([judge("secret", "abc"), judge("variable", "abc"), judge("secret", "abcd")]).toEqual([false, true, true]);
    expect([judge("variable", "é".repeat(16_384)), judge("variable", "é".repeat(16_385))]).toEqual([true, false]);
    expect([judge("user-key", "abcd"), judge("variable", ""), judge("variable", "a\u0000")]).toEqual(
      Array(3).fill(false),
    );
  });
});

describe("rotateSecrets", () => {
  const NEW = "a-new-secret-key-of-the-tests-0123456789";
  const rotated = (ctx: AppContext, previous: string[] = [SETTINGS.SECRET_KEY]): AppContext => ({
    ...ctx,
    db: system.container.db,
    vault: createVault(NEW, previous),
  });

  it("brings all under the new key, and does nothing the second time", async () => {
    const mine = await system.newApp();
    for (let n = 0; n < 7; n++) await setSecret(mine, { name: `K${n}`, kind: "secret", value: `value-${n}` });
    const before = await listSecrets(mine);
    const after = rotated(mine);
    const counts: number[] = [];
    const all = (await system.container.db.select().from(secrets)).length;
    expect(await rotateSecrets(after, ({ rotated: n }) => counts.push(n))).toEqual({ rotated: all, unreadable: 0 });
    expect(counts.at(-1)).toBe(all);
    expect(new Set((await system.container.db.select().from(secrets)).map(({ keyId }) => keyId))).toEqual(
      new Set([after.vault.keyId]),
    );
    expect((await valuesOf(rotated(mine, []))).get("K6")).toBe("value-6");
    expect(await listSecrets(after)).toEqual(before);
    expect(await rotateSecrets(after)).toEqual({ rotated: 0, unreadable: 0 });
  });

  it("goes on where it was stopped", async () => {
    const mine = await system.newApp();
    for (let n = 0; n < 3; n++) await setSecret(mine, { name: `K${n}`, kind: "secret", value: `value-${n}` });
    const [first] = await rowsOf(mine);
    const sealed = createVault(NEW).seal("value-0", { appId: mine.appId, kind: "secret", name: first!.name });
    await mine.db.update(secrets).set(sealed).where(eq(secrets.id, first!.id));
    expect(await rotateSecrets(rotated(mine))).toEqual({ rotated: 2, unreadable: 0 });
  });

  it("leaves alone and counts what no key opens, which the list tells", async () => {
    const mine = await system.newApp();
    const lost: AppContext = { ...mine, vault: createVault("a-key-that-somebody-lost-0123456789abcdef") };
    await setSecret(lost, { name: "LOST", kind: "variable", value: "gone" });
    const [before] = await rowsOf(mine);
    expect(await rotateSecrets(rotated(mine))).toEqual({ rotated: 0, unreadable: 1 });
    expect((await rowsOf(mine))[0]).toEqual(before);
    expect(await listSecrets(mine)).toMatchObject([{ name: "LOST", value: null, isReadable: false }]);
    await mine.db.delete(secrets).where(and(eq(secrets.appId, mine.appId), eq(secrets.name, "LOST")));
  });
});
