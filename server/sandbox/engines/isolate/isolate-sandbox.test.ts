import { afterAll, describe, expect, it } from "vitest";
import { handler, runScreen, type ScreenOptions } from "../../fixtures/run-screen.ts";
import { createIsolateSandbox } from "./index.ts";

const NOW = 1_700_000_000_000;
const sandbox = createIsolateSandbox({ size: 2, now: () => NOW });
afterAll(() => sandbox.close());

const run = (body: string, options?: ScreenOptions) => runScreen(sandbox, handler(body), options);
const runRaw = (code: string, options?: ScreenOptions) => runScreen(sandbox, code, options);

// A loaded machine may take seconds to start a child; the limits below are what is tested.
const PATIENT = 60_000;

describe("a run that ends well", () => {
  it("hands over the payload, the result and the console", { timeout: PATIENT }, async () => {
    const { outcome, lines } = await run("console.log('got', payload); return Promise.resolve({ a: 1, b: 2 })", {
      payloadJson: '{"FirstName":"Nick"}',
    });
    expect(outcome).toMatchObject({ status: "completed", resultJson: '{"a":1,"b":2}', linesDropped: 0 });
    expect(lines).toEqual([
      { atMs: NOW, level: "log", message: "got { FirstName: 'Nick' }", argsJson: '["got",{"FirstName":"Nick"}]' },
    ]);
  });

  it("offers the web platform's usual globals", { timeout: PATIENT }, async () => {
    const { outcome } = await run(`
      const seen = [];
      setTimeout(() => seen.push('timer'), 5);
      const interval = setInterval(() => seen.push('tick'), 1);
      queueMicrotask(() => seen.push('microtask'));
      await new Promise((resolve) => setTimeout(resolve, 20));
      clearInterval(interval);
      return {
        order: [seen[0], seen.includes('timer'), seen.includes('tick')],
        url: new URL('../b?x=1#h', 'https://Exämple.org/a/').href,
        query: new URLSearchParams({ a: 'b c' }).toString(),
        text: new TextDecoder().decode(new TextEncoder().encode('Zoë 🐼')),
        base64: atob(btoa('hey')),
        clone: structuredClone(new Map([[1, { a: 1 }]])).get(1),
        uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]/.test(crypto.randomUUID()),
        random: crypto.getRandomValues(new Uint8Array(32)).some((byte) => byte !== 0),
        intl: new Intl.DateTimeFormat('de-DE', { timeZone: 'Europe/Berlin', timeStyle: 'short' }).format(new Date(0)),
        hours: new Date(0).getHours(),
        missing: [typeof WebAssembly, typeof SharedArrayBuffer, typeof Atomics, typeof process, typeof require, typeof __guest],
      };`);
    expect(outcome.status === "completed" && JSON.parse(outcome.resultJson)).toEqual({
      order: ["microtask", true, true],
      url: "https://xn--exmple-cua.org/b?x=1#h",
      query: "a=b+c",
      text: "Zoë 🐼",
      base64: "hey",
      clone: { a: 1 },
      uuid: true,
      random: true,
      intl: "01:00",
      hours: 0,
      missing: ["undefined", "undefined", "undefined", "undefined", "undefined", "undefined"],
    });
  });

  it("gives every run randomness of its own", { timeout: PATIENT }, async () => {
    const results = await Promise.all([
      run("return Math.random()"),
      run("return Math.random()"),
      run("return Math.random()"),
    ]);
    expect(new Set(results.map(({ outcome }) => outcome.status === "completed" && outcome.resultJson)).size).toBe(3);
  });

  it("answers Env, the session and Fliplet() itself", { timeout: PATIENT }, async () => {
    const { outcome } = await run(
      "await Fliplet(); return [Fliplet.Env.get('appId'), Fliplet.Env.get('constructor'), await Fliplet.User.getCachedSession()]",
      { env: { appId: 7, session: { id: 1 } } },
    );
    expect(outcome).toMatchObject({ resultJson: '[7,null,{"id":1}]' });
  });

  it("waits for a handler that registers late, and takes the last one", { timeout: PATIENT }, async () => {
    const late = await runRaw("setTimeout(() => Fliplet.Page.onRemoteExecution(() => 'late'), 5)");
    const twice = await runRaw("Fliplet.Page.onRemoteExecution(() => 1); Fliplet.Page.onRemoteExecution(() => 2)");
    expect([late.outcome, twice.outcome]).toMatchObject([{ resultJson: '"late"' }, { resultJson: "2" }]);
  });

  it("keeps what is left rejected after the result as a line", { timeout: PATIENT }, async () => {
    const { outcome, lines } = await run("Promise.reject(new Error('late')); return 1");
    expect(outcome.status).toBe("completed");
    expect(lines).toMatchObject([{ level: "error", message: expect.stringContaining("late\n    at my-screen.js:2:") }]);
  });
});

describe("capabilities", () => {
  it("crosses as JSON through the one door", { timeout: PATIENT }, async () => {
    const asked: unknown[] = [];
    const { outcome } = await run(
      `const response = await fetch('https://public.test/a', { method: 'POST', headers: { A: 'b' }, body: 'Zoë' });
       const source = await Fliplet.DataSources.connectByName('Users');
       return [response.status, await response.json(), await source.findOne({ where: { Email: 'a' } }), await Fliplet.App.Tasks.run('t', { x: 1 })];`,
      {
        call: async (capability, argsJson) => {
          asked.push([capability, JSON.parse(argsJson)]);
          const body = Buffer.from('{"ok":true}').toString("base64");
          if (capability === "fetch")
            return JSON.stringify({
              url: "u",
              status: 201,
              statusText: "",
              redirected: false,
              headers: [],
              bodyBase64: body,
            });
          return capability === "dataSources.getByName" ? '{"id":9,"name":"Users"}' : "[]";
        },
      },
    );
    expect(asked).toEqual([
      [
        "fetch",
        {
          url: "https://public.test/a",
          method: "POST",
          headers: [
            ["a", "b"],
            ["content-type", "text/plain;charset=UTF-8"],
          ],
          bodyBase64: Buffer.from("Zoë").toString("base64"),
          redirect: "follow",
        },
      ],
      ["dataSources.getByName", { name: "Users" }],
      ["dataSources.find", { where: { Email: "a" }, dataSourceId: 9, limit: 1, includePagination: false }],
      ["tasks.run", { idOrName: "t", payload: { x: 1 } }],
    ]);
    expect(outcome).toMatchObject({ resultJson: '[201,{"ok":true},null,null]' });
  });

  it("turns a refusal into an Error of that name and status, at the builder's own line", {
    timeout: PATIENT,
  }, async () => {
    const { outcome } = await run("\nawait Fliplet.App.Tasks.remove('x')", {
      call: () =>
        Promise.reject(Object.assign(new Error("No such task"), { name: "NotFoundError", status: "TASK_NOT_FOUND" })),
    });
    expect(outcome).toMatchObject({
      status: "failed",
      error: {
        name: "NotFoundError",
        message: "No such task",
        status: "TASK_NOT_FOUND",
        stack: "NotFoundError: No such task\n    at my-screen.js:3:25",
        line: 3,
        column: 25,
      },
    });
  });

  it("keeps to the number in flight and stops at the number of calls", { timeout: PATIENT }, async () => {
    let inFlight = 0;
    let most = 0;
    const { outcome } = await run(
      "return (await Promise.allSettled(Array.from({ length: 30 }, (_, at) => Fliplet.App.Tasks.run('t', at)))).filter((one) => one.status === 'rejected').map((one) => one.reason.status)",
      {
        limits: { calls: 25, callsInFlight: 3 },
        call: async () => {
          inFlight += 1;
          most = Math.max(most, inFlight);
          await new Promise((resolve) => setImmediate(resolve));
          inFlight -= 1;
          return "null";
        },
      },
    );
    expect(most).toBe(3);
    expect(outcome).toMatchObject({ resultJson: JSON.stringify(Array(5).fill("RUN_CALLS_EXCEEDED")) });
  });

  it("refuses arguments that are not JSON where they were given", { timeout: PATIENT }, async () => {
    const { outcome } = await run("await Fliplet.App.Tasks.run('t', { n: 1n })");
    expect(outcome).toMatchObject({
      error: { name: "TypeError", message: expect.stringContaining("payload.n is a BigInt"), line: 2 },
    });
  });
});

describe("what went wrong, and where", () => {
  it.each([
    [
      "a thrown error",
      handler("function inner() { throw new TypeError('boom') }\n  inner()"),
      "EXECUTION_FAILED",
      2,
      26,
    ],
    ["an error after waiting", handler("await null;\nnull.x"), "EXECUTION_FAILED", 3, 6],
    ["a forged stack format", handler("Error.prepareStackTrace = () => 'forged'; null.x"), "EXECUTION_FAILED", 2, 48],
    [
      "an error in a timer",
      handler("setTimeout(() => { throw new Error('x') }); await new Promise(() => {})"),
      "EXECUTION_FAILED",
      2,
      26,
    ],
    [
      "a rejection nobody waits for",
      handler("Promise.reject(new Error('x')); await new Promise((r) => setTimeout(r, 9e3))"),
      "EXECUTION_FAILED",
      2,
      16,
    ],
    ["an error of the screen itself", "\n  nope()", "EXECUTION_FAILED", 2, 3],
    ["a syntax error", "var a = 1;\n  var b = (;", "SYNTAX_ERROR", 2, 12],
  ])("%s carries the builder's line and column", { timeout: PATIENT }, async (_title, code, status, line, column) => {
    const { outcome } = await runRaw(code);
    expect(outcome).toMatchObject({ status: "failed", error: { status, line, column } });
    const frames = outcome.status === "completed" ? [] : outcome.error.stack.split("\n").slice(1);
    expect(frames.length).toBeGreaterThan(0);
    for (const frame of frames) expect(frame).toMatch(/^ {4}at .*my-screen\.js:\d+:\d+\)?$/);
  });

  it.each([
    ["no handler", "var x = 1", { status: "failed", error: { status: "HANDLER_NOT_REGISTERED" } }],
    [
      "a thrown text",
      handler("throw 'x'"),
      { status: "failed", error: { message: expect.stringContaining("not an Error: x") } },
    ],
    ["a circular result", handler("const a = {}; a.b = a; return a"), { error: { status: "RESULT_NOT_SERIALIZABLE" } }],
    ["a result too large", handler("return 'x'.repeat(1e8)"), { error: { status: "RESULT_TOO_LARGE" } }],
    [
      "a result too deep",
      handler("let o = 1; for (let i = 0; i < 1e5; i++) o = [o]; return o"),
      { error: { status: "RESULT_NOT_SERIALIZABLE" } },
    ],
    [
      "a promise that never settles",
      handler("await new Promise(() => {})"),
      { status: "timed_out", error: { message: expect.stringContaining("never settled") } },
    ],
  ])("%s has a status and a sentence of its own", { timeout: PATIENT }, async (_title, code, expected) => {
    expect((await runRaw(code)).outcome).toMatchObject(expected);
  });
});
