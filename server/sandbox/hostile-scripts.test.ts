import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { createIsolateSandbox } from "./engines/isolate/index.ts";
import { handler, runScreen } from "./fixtures/run-screen.ts";
import type { SandboxHooks, SandboxOutcome } from "./sandbox.ts";

interface HostileScript {
  id: string;
  group: string;
  title: string;
  code: string;
  expect: { run: string };
  wrap?: string;
  payload?: unknown;
  payload_raw?: string;
  second?: string;
}

const CORPUS: HostileScript[] = JSON.parse(
  readFileSync(join(process.cwd(), "server/sandbox/fixtures/hostile-scripts.json"), "utf8"),
);
const GROUPS = ["control", "escape", "leak", "log", "pollution", "result", "resource"];
/** These test what `fetch` reaches and how it limits that; fetch.test.ts runs them. */
const ELSEWHERE = ["RES-19", "RES-20", "RES-21", "RES-22", "RES-23"];

const SECRET = "canary-7f3a";
const PRISTINE = `[0,null,"[1]","2,3","function","function","undefined"]`;
const PROBE = handler(`return [
  Object.keys(Object.prototype).length, ({}).isAdmin ?? null, JSON.stringify([1]), [1, 2].map((x) => x + 1).join(),
  typeof fetch, typeof Promise, typeof PWN];`);

/** What an honest screen does: it waits, computes, calls and prints. */
const HONEST = handler(`
  await new Promise((resolve) => setTimeout(resolve, 5));
  const answer = await (await fetch("http://public.test/", { method: "POST", body: payload.name })).text();
  console.log(answer, [3, 1, 2].sort());
  return { answer, sum: [1, 2, 3].reduce((a, b) => a + b) };`);
const HONEST_RUNS = 10;

const sandbox = createIsolateSandbox({ size: 3, now: () => 0 });
afterAll(() => sandbox.close());

/** A public server that answers with what it was sent. */
const call: SandboxHooks["call"] = async (capability, argsJson) => {
  const { url, bodyBase64 } = JSON.parse(argsJson) as { url?: string; bodyBase64?: string };
  if (capability !== "fetch" || !/^http:\/\/(public\.test|\[2606:)/.test(url ?? "")) {
    throw Object.assign(new Error(`${capability} may not do that`), { name: "ForbiddenError", status: "FORBIDDEN" });
  }
  return JSON.stringify({
    url,
    status: 200,
    statusText: "OK",
    redirected: false,
    headers: [],
    bodyBase64: bodyBase64 ?? "b2s=",
  });
};

const PLACEHOLDERS: Record<string, string> = {
  APP_SECRET: SECRET,
  CANARY_PORT: "9",
  SELF_ORIGIN: "http://127.0.0.1:9",
};
const fill = (text: string) => text.replace(/\$\{(\w+)\}/g, (all, name: string) => PLACEHOLDERS[name] ?? all);

/** The corpus knows three ends; ours are finer. */
function endState({ status }: SandboxOutcome): string {
  if (status === "timed_out") return "timeout";
  return status === "out_of_memory" ? "failed" : status;
}

function runScript(script: HostileScript, code: string, isolationKey: string) {
  return runScreen(sandbox, script.wrap === "screen" ? fill(code) : handler(fill(code)), {
    isolationKey,
    payloadJson: script.payload_raw ?? fill(JSON.stringify(script.payload ?? {})),
    // A loop is a loop: how long it may go on is not the question here.
    limits: { wallMs: isEndless(script) ? 1_500 : 20_000, heapBytes: 64 * 1024 * 1024 },
    call,
  });
}

const isEndless = ({ group, expect: { run } }: HostileScript) => group === "resource" && run.includes("timeout");

async function runHonest(name: string): Promise<void> {
  const { outcome, lines } = await runScreen(sandbox, HONEST, { payloadJson: JSON.stringify({ name }), call });
  expect(outcome).toMatchObject({ status: "completed", resultJson: JSON.stringify({ answer: name, sum: 6 }) });
  expect(lines.map(({ message }) => message)).toEqual([`${name} [ 1, 2, 3 ]`]);
}

const scripts = CORPUS.filter(({ id, group }) => GROUPS.includes(group) && !ELSEWHERE.includes(id));

describe("hostile scripts, each beside ten honest runs", () => {
  it("cover the groups", () => {
    expect(new Set(scripts.map(({ group }) => group))).toEqual(new Set(GROUPS));
  });

  it.each(scripts.map((script) => [script.id, script.title, script] as const))(
    "%s %s",
    { timeout: 60_000 },
    async (_id, _title, script) => {
      const beside = Array.from({ length: HONEST_RUNS }, (_, at) => runHonest(`run ${at}`));
      const [{ outcome, lines }] = await Promise.all([runScript(script, script.code, "tenant-a"), ...beside]);
      expect(script.expect.run.split("|")).toContain(endState(outcome));
      // Neither a NUL nor a lone surrogate, raw or escaped, may reach the database.
      const visible = JSON.stringify([outcome, lines]);
      expect(visible.replaceAll("\\\\", "\\")).not.toMatch(/\\u0000|\\ud[89a-f]/i);
      expect(visible).not.toContain("CANARY_SECRET=");
      if (script.second !== undefined) {
        const next = await runScript({ ...script, payload: {} }, script.second, "tenant-b");
        expect(JSON.stringify(next)).not.toContain(SECRET);
      }
      expect((await runScreen(sandbox, PROBE, { call })).outcome).toMatchObject({ resultJson: PRISTINE });
    },
  );
});

describe("what the corpus wants said", () => {
  const byId = (id: string) => CORPUS.find((script) => script.id === id)!;

  it.each([
    ["CTL-01", { status: "completed", resultJson: '{"a":1,"b":2}' }],
    ["CTL-03", { resultJson: '{"FirstName":"Nick","Date":"2021-06-15"}' }],
    ["CTL-08", { resultJson: "1249999975000000" }],
    ["CTL-10", { error: { name: "TypeError", message: "boom", line: 2 } }],
    ["ESC-29", { error: { status: "SYNTAX_ERROR", line: 1, column: 1 } }],
    ["POL-02", { status: "completed" }],
    ["POL-06", { resultJson: '"real"' }],
    [
      "POL-14",
      { error: { name: "Error", message: "x", stack: expect.stringMatching(/^Error: x\n {4}at my-screen\.js:2:/) } },
    ],
    ["POL-15", { resultJson: '[null,null,["__proto__","constructor"]]' }],
    ["RSL-01", { resultJson: "null" }],
    ["RSL-08", { resultJson: '{"a":"x�y","b":"�","k�":1}' }],
    ["RSL-09", { error: { status: "RESULT_TOO_LARGE" } }],
    ["RSL-11", { error: { status: "RESULT_NOT_SERIALIZABLE" } }],
    ["RSL-20", { error: { status: "HANDLER_NOT_REGISTERED" } }],
    ["RSL-22", { error: { status: "SYNTAX_ERROR", line: 1 } }],
  ])("%s", { timeout: 60_000 }, async (id, expected) => {
    expect((await runScript(byId(id), byId(id).code, "tenant-a")).outcome).toMatchObject(expected);
  });

  it("LOG-04 and LOG-06 print one readable line each", { timeout: 60_000 }, async () => {
    const surrogates = await runScript(byId("LOG-04"), byId("LOG-04").code, "tenant-a");
    expect(surrogates.lines.map(({ message }) => message)).toEqual(["�", "{ k: '�' }"]);
    const kinds = await runScript(byId("LOG-06"), byId("LOG-06").code, "tenant-a");
    expect(kinds.lines[0]!.message).toMatch(
      /^1n Symbol\(s\) \[Function f\] Map\(1\) \{ 1 => 2 \} Error: e\n.* undefined -0 NaN$/s,
    );
  });

  it("CTL-09 keeps levels and order", { timeout: 60_000 }, async () => {
    const { lines } = await runScript(byId("CTL-09"), byId("CTL-09").code, "tenant-a");
    expect(lines.map(({ level, message }) => `${level} ${message}`)).toEqual([
      "log l",
      "info i",
      "warn w",
      "error e",
      "debug d",
    ]);
  });
});
