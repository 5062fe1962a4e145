import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { resolveSecrets } from "./secrets.ts";

const LONG = "a-secret-of-32-characters-or-more";
let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "app-tasks-secrets-"));
});

afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe("resolveSecrets", () => {
  it("makes both once and keeps them in a file for the owner only", () => {
    const made = resolveSecrets({}, dataDir);
    expect(made.CRON_SECRET).toMatch(/^[0-9a-f]{64}$/);
    expect(made.SECRET_KEY).toMatch(/^[0-9a-f]{64}$/);
    expect(made.CRON_SECRET).not.toBe(made.SECRET_KEY);
    expect(resolveSecrets({}, dataDir)).toEqual(made);
    expect(readdirSync(dataDir)).toEqual(["secrets.json"]);
    expect(statSync(join(dataDir, "secrets.json")).mode & 0o777).toBe(0o600);
  });

  it("prefers the environment, each by itself, and then needs no file", () => {
    expect(resolveSecrets({ CRON_SECRET: LONG, SECRET_KEY: LONG }, dataDir)).toEqual({
      CRON_SECRET: LONG,
      SECRET_KEY: LONG,
    });
    expect(readdirSync(dataDir)).toEqual([]);
    const half = resolveSecrets({ CRON_SECRET: LONG }, dataDir);
    expect(half.CRON_SECRET).toBe(LONG);
    expect(half.SECRET_KEY).toMatch(/^[0-9a-f]{64}$/);
  });

  it("makes none for a database that other machines may share", () => {
    const env = { DATABASE_URL: "postgres://db/app" };
    expect(() => resolveSecrets(env, dataDir)).toThrow(/CRON_SECRET and SECRET_KEY must be set/);
    expect(() => resolveSecrets({ ...env, CRON_SECRET: LONG }, dataDir)).toThrow(/set, SECRET_KEY must be set/);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it("refuses a secret that can be guessed, without repeating it", () => {
    const refuse = () => resolveSecrets({ CRON_SECRET: "fifteen-letters" }, dataDir);
    expect(refuse).toThrow(/CRON_SECRET has 15 characters; it needs 16 or more/);
    expect(refuse).not.toThrow(/fifteen-letters/);
    expect(() => resolveSecrets({ SECRET_KEY: "sixteen-letters." }, dataDir)).toThrow(/SECRET_KEY has 16 .* needs 32/);
  });

  it("does not replace a damaged file, whose key may still be wanted", () => {
    writeFileSync(join(dataDir, "secrets.json"), "{");
    expect(() => resolveSecrets({}, dataDir)).toThrow(/does not hold the two secrets/);
  });

  it("says in words when the folder cannot be written", () => {
    writeFileSync(join(dataDir, "file"), "");
    expect(() => resolveSecrets({}, join(dataDir, "file"))).toThrow(/Cannot keep .* a part of the path is a file/);
  });
});
