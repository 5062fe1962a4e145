import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashSources } from "./source-hash.ts";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "app-tasks-sources-"));
  mkdirSync(join(root, "app", "api"), { recursive: true });
  writeFileSync(join(root, "app", "api", "route.ts"), "export const GET = 1;");
  writeFileSync(join(root, "package-lock.json"), "{}");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("hashSources", () => {
  it.each([
    ["a source is edited", () => writeFileSync(join(root, "app", "api", "route.ts"), "export const GET = 2;")],
    ["a source is added", () => writeFileSync(join(root, "app", "page.tsx"), "")],
    ["a source is renamed", () => renameSync(join(root, "app", "api", "route.ts"), join(root, "app", "api", "r.ts"))],
    ["a source is removed", () => rmSync(join(root, "app"), { recursive: true })],
    ["a dependency changes", () => writeFileSync(join(root, "package-lock.json"), '{"lockfileVersion":3}')],
  ])("changes when %s", (_what, change) => {
    const before = hashSources(root);
    change();
    expect(hashSources(root)).not.toBe(before);
  });

  it("does not change when a test or something outside of the sources does", () => {
    const before = hashSources(root);
    writeFileSync(join(root, "app", "api", "route.test.ts"), "");
    writeFileSync(join(root, "app", "api", "route.itest.ts"), "");
    writeFileSync(join(root, "README.md"), "");
    expect(hashSources(root)).toBe(before);
  });
});
