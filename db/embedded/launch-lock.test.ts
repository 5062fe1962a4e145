import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { withLaunchLock } from "./launch-lock.ts";
import { processIdentity } from "./process-identity.ts";

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "app-tasks-lock-"));
  path = join(folder, "lock");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("withLaunchLock", () => {
  it("lets one in at a time", async () => {
    let inside = 0;
    let most = 0;
    const enter = () =>
      withLaunchLock(path, async () => {
        most = Math.max(most, ++inside);
        await new Promise((resolve) => setImmediate(resolve));
        inside--;
      });
    await Promise.all([enter(), enter(), enter()]);
    expect(most).toBe(1);
  });

  it("is free again when the work fails", async () => {
    await expect(withLaunchLock(path, () => Promise.reject(new Error("no disk")))).rejects.toThrow("no disk");
    expect(existsSync(path)).toBe(false);
  });

  it("waits for a live owner, whose name is its id and the moment it was started", async () => {
    writeFileSync(path, `${processIdentity(process.pid)}\nheld by a live process\n`);
    let entered = false;
    const entering = withLaunchLock(path, async () => {
      entered = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(entered).toBe(false);
    rmSync(path);
    await entering;
    expect(entered).toBe(true);
  });

  it.each([
    ["a dead process", "999999999 long ago\n"],
    ["a process whose id another program has now", `${process.pid} another start\n`],
    ["nobody", ""],
  ])("takes over from %s", async (_owner, content) => {
    writeFileSync(path, content);
    const held = await withLaunchLock(path, async () => readFileSync(path, "utf8"));
    expect(held).toContain(processIdentity(process.pid));
  });
});
