import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { useCommandLine } from "#tests/support/command-line.ts";
import { COMMANDS } from "./commands/index.ts";
import { harmless, harmlessJson, oneLine, paintFor } from "./paint.ts";
import { readUrl } from "./server.ts";

const { run } = useCommandLine();

describe("the command line", () => {
  it("starts in the checkout", () => {
    const bin = join(import.meta.dirname, "app-tasks.mjs");
    const { status, stdout } = spawnSync(process.execPath, [bin, "--version"], { encoding: "utf8" });
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../package.json"), "utf8"));
    expect([status, stdout]).toEqual([0, `${version}\n`]);
  });

  it("tells what commands there are, and of each its options", async () => {
    const overview = await run(["--help"]);
    expect([overview.code, overview.err]).toEqual([0, ""]);
    for (const command of COMMANDS) {
      expect(overview.out).toContain(`    ${command.name} `);
      const { code, out, err } = await run([command.name, "--help"]);
      expect([code, err]).toEqual([0, ""]);
      for (const option of Object.keys(command.options)) expect(out).toContain(`--${option}`);
      expect((await run(["help", command.name])).out).toBe(out);
    }
  });

  it("ends with 2 and says what there is, where it does not understand", async () => {
    expect(await run([])).toMatchObject({ code: 2, out: "", err: expect.stringContaining("Usage:") });
    expect(await run(["frobnicate"])).toMatchObject({ code: 2, err: expect.stringContaining("login, logout") });
    expect(await run(["logs", "--lines"])).toMatchObject({ code: 2, err: expect.stringContaining("--help") });
    expect(await run(["tasks", "x"])).toMatchObject({ code: 2, err: expect.stringContaining("one argument too many") });
  });

  it("ends with 130 at Ctrl + C in a question, and with 2 where the input ends", async () => {
    const login = ["login", "https://tasks.example.org"];
    expect(await run(login, { typed: ["\u0003"] })).toMatchObject({
      code: 130,
      err: expect.stringContaining("Stopped"),
    });
    expect(await run(login, { typed: ["\u0004"] })).toMatchObject({
      code: 2,
      err: expect.stringContaining("Nothing was"),
    });
    expect(await run(login, { typed: [], signal: AbortSignal.abort() })).toMatchObject({ code: 130 });
    const controller = new AbortController();
    const stopped = run(login, { typed: [], signal: controller.signal });
    controller.abort();
    expect(await stopped).toMatchObject({ code: 130 });
  });

  it("says how to log in where nobody is", async () => {
    for (const command of ["whoami", "tasks", "logs", "export"])
      expect(await run([command])).toMatchObject({ code: 3, err: expect.stringContaining("app-tasks login") });
    expect(await run(["logout"])).toMatchObject({ code: 0, out: "You are not logged in.\n" });
  });

  it.each([
    ["https://tasks.example.org/", "https://tasks.example.org"],
    ["tasks.example.org", "https://tasks.example.org"],
    ["http://localhost:3000", "http://localhost:3000"],
    ["https://example.org/tasks/", "https://example.org/tasks"],
  ])("takes %s for an address", (text, url) => expect(readUrl(text)).toBe(url));

  it.each(["ftp://example.org", "https://me:secret@example.org", "https://", "a b"])("refuses the address %s", (text) =>
    expect(() => readUrl(text)).toThrow("not the address of a server"),
  );
});

describe("colours and letters", () => {
  it.each([
    [{ isTTY: true }, {}, true],
    [{ isTTY: true }, { NO_COLOR: "1" }, false],
    [{ isTTY: true }, { NO_COLOR: "" }, true],
    [{ isTTY: true }, { TERM: "dumb" }, false],
    [{}, {}, false],
    [{}, { FORCE_COLOR: "1" }, true],
    [{}, { FORCE_COLOR: "1", NO_COLOR: "1" }, false],
  ])("at %j with %j: %s", (output, env, isColoured) => {
    const text = paintFor({ ...output, write: () => true }, env)("red", "text");
    expect(text !== "text").toBe(isColoured);
    expect(text).toContain("text");
  });

  it("let nothing through that would take over a terminal", () => {
    expect(harmless("a\u001b[31mb\u001b[0m\tc\r\nd\u001b]0;title\u0007\u202ee\u009b2J\rf")).toBe(
      "ab\tc\nd\u00b7]0;title\u00b7\u00b7e\u00b72J\u00b7f",
    );
    expect(oneLine("a\n  b\r\nc")).toBe("a b c");
    const odd = { "\u009b2J": ["\u001b]0;title\u0007", "\u007f\u202ee\u2066", "é"] };
    expect(harmlessJson(odd)).toBe('{"\\u009b2J":["\\u001b]0;title\\u0007","\\u007f\\u202ee\\u2066","é"]}\n');
    expect(JSON.parse(harmlessJson(odd, 2))).toEqual(odd);
  });
});
