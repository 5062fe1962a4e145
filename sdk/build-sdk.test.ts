import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildSdk } from "./build-sdk.ts";

/** All that a site may take of the client, bytes after gzip. */
const GZIP_BYTES_MAX = 6_000;

const CALLS = ["configure", "create", "get", "getLogs", "remove", "run", "runWithResult", "update"];
const ACTION_CALLS = "create get getById getLogs publish remove run runWithResult unpublish update".split(" ");
const NOTIFICATION_CALLS = ["inbox", "isSupported", "subscribe", "unreadCount", "unsubscribe"];

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "app-tasks-sdk-"));
  await buildSdk(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the built client", () => {
  it("has its types beside it, under the names that compilers look for", () => {
    const told = readFileSync("sdk/types/fliplet.d.ts", "utf8");
    for (const file of ["fliplet.d.ts", "fliplet.d.mts"]) expect(readFileSync(join(folder, file), "utf8")).toBe(told);
  });

  it("is small: script, module and service worker together", () => {
    const sizes = ["fliplet.js", "fliplet.mjs", "push-worker.js"].map((file) => {
      const { length } = gzipSync(readFileSync(join(folder, file)));
      console.log(`${file}: ${length} bytes after gzip`);
      return length;
    });
    expect(sizes.reduce((sum, length) => sum + length)).toBeLessThan(GZIP_BYTES_MAX);
  });

  it("offers the calls of the reference as a module, under both names", async () => {
    const { Fliplet } = await import(join(folder, "fliplet.mjs"));
    expect(Object.keys(Fliplet.App.Tasks).sort()).toEqual(CALLS);
    expect(Fliplet.App.Actions).toBe(Fliplet.App.Tasks);
    expect(Object.keys(Fliplet.App.V3.Actions).sort()).toEqual(ACTION_CALLS);
    expect(Object.keys(Fliplet.Notifications).sort()).toEqual(NOTIFICATION_CALLS);
  });

  it("puts itself beside what a page has of Fliplet, and knows server and token from its own script tag", async () => {
    const asked: { url: string; authorization: string }[] = [];
    class HTMLScriptElement {
      src = "https://tasks.example.org/sdk/fliplet.js";
      dataset = { token: "atp_page" };
    }
    const page = createContext({
      Fliplet: { User: "kept", App: { Storage: "kept", V3: { Settings: "kept" } } },
      HTMLScriptElement,
      URL,
      document: { currentScript: new HTMLScriptElement() },
      fetch: async (url: string, { headers }: { headers: { authorization: string } }) => {
        asked.push({ url, authorization: headers.authorization });
        return Response.json({ result: { data: [] } });
      },
    });
    runInContext(readFileSync(join(folder, "fliplet.js"), "utf8"), page);
    expect(page.Fliplet).toMatchObject({ User: "kept", App: { Storage: "kept", V3: { Settings: "kept" } } });
    expect(Object.keys(page.Fliplet.App.Tasks).sort()).toEqual(CALLS);
    expect(page.Fliplet.App.Actions).toBe(page.Fliplet.App.Tasks);
    expect(Object.keys(page.Fliplet.App.V3.Actions).sort()).toEqual(ACTION_CALLS);
    expect(Object.keys(page.Fliplet.Notifications).sort()).toEqual(NOTIFICATION_CALLS);
    await page.Fliplet.App.Tasks.get();
    expect(asked).toEqual([
      { url: "https://tasks.example.org/api/trpc/tasks.list?input=%7B%7D", authorization: "Bearer atp_page" },
    ]);
  });
});
