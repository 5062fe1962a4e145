import { afterAll, describe, expect, it } from "vitest";
import { createIsolateSandbox } from "./engines/isolate/index.ts";
import {
  endState,
  type HostileScript,
  isEndless,
  publicServer,
  runHonest,
  runScript,
  SANDBOX_SCRIPTS,
  SECRET,
  scriptOf,
} from "./fixtures/hostile-corpus.ts";
import { handler, runScreen } from "./fixtures/run-screen.ts";

const PRISTINE = `[0,null,"[1]","2,3","function","function","undefined"]`;
const PROBE = handler(`return [
  Object.keys(Object.prototype).length, ({}).isAdmin ?? null, JSON.stringify([1]), [1, 2].map((x) => x + 1).join(),
  typeof fetch, typeof Promise, typeof PWN];`);

const HONEST_RUNS = 10;

const sandbox = createIsolateSandbox({ size: 3, now: () => 0 });
afterAll(() => sandbox.close());

const run = (script: HostileScript, isolationKey = "tenant-a") =>
  runScript(
    sandbox,
    script,
    { wallMs: isEndless(script) ? 1_500 : 20_000, heapBytes: 64 * 1024 * 1024 },
    { isolationKey },
  );

describe("hostile scripts, each beside ten honest runs", () => {
  it.each(SANDBOX_SCRIPTS.map((script) => [script.id, script.title, script] as const))(
    "%s %s",
    { timeout: 60_000 },
    async (_id, _title, script) => {
      const beside = Array.from({ length: HONEST_RUNS }, (_, at) => runHonest(sandbox, `run ${at}`));
      const [{ outcome, lines }, ...wrong] = await Promise.all([run(script), ...beside]);
      expect(wrong).toEqual(Array(HONEST_RUNS).fill(null));
      expect(script.expect.run.split("|")).toContain(endState(outcome));
      // Neither a NUL nor a lone surrogate, raw or escaped, may reach the database.
      const visible = JSON.stringify([outcome, lines]);
      expect(visible.replaceAll("\\\\", "\\")).not.toMatch(/\\u0000|\\ud[89a-f]/i);
      expect(visible).not.toContain("CANARY_SECRET=");
      if (script.second !== undefined) {
        const next = await run({ ...script, code: script.second, payload: {} }, "tenant-b");
        expect(JSON.stringify(next)).not.toContain(SECRET);
      }
      expect((await runScreen(sandbox, PROBE, { call: publicServer })).outcome).toMatchObject({ resultJson: PRISTINE });
    },
  );
});

describe("what the corpus wants said", () => {
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
    expect((await run(scriptOf(id))).outcome).toMatchObject(expected);
  });

  it("LOG-04 and LOG-06 print one readable line each", { timeout: 60_000 }, async () => {
    const surrogates = await run(scriptOf("LOG-04"));
    expect(surrogates.lines.map(({ message }) => message)).toEqual(["�", "{ k: '�' }"]);
    const kinds = await run(scriptOf("LOG-06"));
    expect(kinds.lines[0]!.message).toMatch(
      /^1n Symbol\(s\) \[Function f\] Map\(1\) \{ 1 => 2 \} Error: e\n.* undefined -0 NaN$/s,
    );
  });

  it("CTL-09 keeps levels and order", { timeout: 60_000 }, async () => {
    const { lines } = await run(scriptOf("CTL-09"));
    expect(lines.map(({ level, message }) => `${level} ${message}`)).toEqual([
      "log l",
      "info i",
      "warn w",
      "error e",
      "debug d",
    ]);
  });
});
