import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { handler, runScreen } from "../../fixtures/run-screen.ts";
import type { SandboxHooks, SandboxOutcome } from "../../sandbox.ts";
import { findBrowser } from "./find-browser.ts";
import { createBrowserSandbox } from "./index.ts";

interface HostileScript {
  id: string;
  group: string;
  code: string;
  expect: { run: string };
  wrap?: string;
  payload?: unknown;
  payload_raw?: string;
  second?: string;
}

/** What differs from the other engine: the world that the code runs in, and what is left of it for the next run. */
const GROUPS = ["control", "escape", "pollution", "leak"];
const SECRET = "canary-7f3a";
const CORPUS: HostileScript[] = JSON.parse(
  readFileSync(join(process.cwd(), "server/sandbox/fixtures/hostile-scripts.json"), "utf8"),
);

const browser = findBrowser(process.env.CHROMIUM_PATH);
const sandbox = createBrowserSandbox({ size: 2, executablePath: () => browser, sandbox: "on", now: () => 0 });
afterAll(() => sandbox.close());

/** A public server that answers with what it was sent. */
const call: SandboxHooks["call"] = async (capability, argsJson) => {
  const { url, bodyBase64 } = JSON.parse(argsJson) as { url?: string; bodyBase64?: string };
  if (capability !== "fetch" || !/^http:\/\/(public\.test|\[2606:)/.test(url ?? "")) {
    throw Object.assign(new Error(`${capability} may not do that`), { name: "ForbiddenError", status: "FORBIDDEN" });
  }
  const answer = { url, status: 200, statusText: "OK", redirected: false, headers: [] };
  return JSON.stringify({ ...answer, bodyBase64: bodyBase64 ?? "b2s=" });
};

const FILLED: Record<string, string> = { APP_SECRET: SECRET, CANARY_PORT: "9", SELF_ORIGIN: "http://127.0.0.1:9" };
const fill = (text: string) => text.replace(/\$\{(\w+)\}/g, (all, name: string) => FILLED[name] ?? all);

/** The corpus knows three ends; ours are finer. */
function endState({ status }: SandboxOutcome): string {
  if (status === "timed_out") return "timeout";
  return status === "out_of_memory" ? "failed" : status;
}

async function judge(script: HostileScript): Promise<string[]> {
  const run = (code: string, isolationKey: string) =>
    runScreen(sandbox, script.wrap === "screen" ? fill(code) : handler(fill(code)), {
      isolationKey,
      payloadJson: script.payload_raw ?? fill(JSON.stringify(script.payload ?? {})),
      limits: { wallMs: 20_000 },
      call,
    });
  const { outcome } = await run(script.code, "tenant-a");
  const wrong: string[] = [];
  if (!script.expect.run.split("|").includes(endState(outcome))) {
    wrong.push(`${script.id} ended ${outcome.status}: ${outcome.status === "completed" ? "" : outcome.error.message}`);
  }
  if (JSON.stringify(outcome).includes("CANARY_SECRET=")) wrong.push(`${script.id} saw the environment`);
  if (script.second !== undefined && JSON.stringify(await run(script.second, "tenant-b")).includes(SECRET)) {
    wrong.push(`${script.id} left something behind`);
  }
  return wrong;
}

it("hostile scripts end as the corpus says, in a browser too", { timeout: 400_000 }, async () => {
  const scripts = CORPUS.filter(({ group }) => GROUPS.includes(group));
  expect(scripts.length).toBeGreaterThan(50);
  expect((await Promise.all(scripts.map(judge))).flat()).toEqual([]);
});
