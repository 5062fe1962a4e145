import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";

const MODULE = new URL("require-node.mjs", import.meta.url).href;

function runAs(version: string) {
  const program = `
    Object.defineProperty(process, "versions", { value: { node: "${version}" } });
    await import("${MODULE}");
    console.log("went on");
  `;
  return spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
}

describe("require-node", () => {
  it("stops an older Node with one sentence on what to do", () => {
    const { status, stdout, stderr } = runAs("20.19.0");
    expect(status).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/^App Tasks needs Node 24 or newer and this is 20\.19\.0\. .*npm ci.*\n$/);
  });

  it.each(["24.0.0", "26.1.0"])("lets %s go on", (version) => {
    expect(runAs(version)).toMatchObject({ status: 0, stdout: "went on\n" });
  });
});
