import { afterAll, describe, expect, it } from "vitest";
import { handler, runScreen, type ScreenOptions } from "../../fixtures/run-screen.ts";
import { createIsolateSandbox } from "./index.ts";

const NOW = 1_700_000_000_000;
const sandbox = createIsolateSandbox({ size: 2, now: () => NOW });
afterAll(() => sandbox.close());

const run = (body: string, options?: ScreenOptions) => runScreen(sandbox, handler(body), options);

// A loaded machine may take seconds to start a child; the limits below are what is tested.
const PATIENT = 60_000;

describe("limits", () => {
  const honest = () => run("await new Promise((resolve) => setTimeout(resolve, 50)); return 'fine'");

  it.each([
    ["an endless loop", "while (true) {}", { wallMs: 2_000 }, "timed_out", "still busy"],
    [
      "a loop that catches everything",
      "for (;;) { try { while (true) {} } catch {} }",
      { wallMs: 400 },
      "timed_out",
      "limit of 0.4 s",
    ],
    ["endless microtasks", "for (;;) await null", { wallMs: 2_000 }, "timed_out", "still busy"],
    [
      "endless waiting",
      "setInterval(() => {}, 10); await new Promise(() => {})",
      { wallMs: 400 },
      "timed_out",
      "was waiting",
    ],
    ["too much processor time", "while (true) {}", { cpuMs: 200 }, "timed_out", "processor time"],
    ["a native loop", "return String(2n ** (2n ** 26n)).length", { wallMs: 400 }, "timed_out", "limit of 0.4 s"],
    [
      "a heap bomb",
      "const a = []; for (;;) a.push(new Array(1e5).fill(Math.random()))",
      { heapBytes: 33_554_432 },
      "out_of_memory",
      "32 MB",
    ],
    [
      "one buffer that is too large",
      "return new ArrayBuffer(1e9).byteLength",
      { heapBytes: 33_554_432 },
      "out_of_memory",
      "32 MB",
    ],
    [
      "a string bomb",
      "const a = []; for (let i = 0; ; i++) a.push((i + 'x'.repeat(1e6)).toUpperCase())",
      { heapBytes: 33_554_432 },
      "out_of_memory",
      "32 MB",
    ],
    [
      "a bomb of encoded text",
      "const a = []; const encoder = new TextEncoder(); for (;;) a.push(encoder.encode('x'.repeat(1e5)))",
      { heapBytes: 33_554_432 },
      "out_of_memory",
      "32 MB",
    ],
    [
      "a bomb of clones",
      "const a = []; const bytes = new Uint8Array(4e6).fill(1); for (;;) a.push(structuredClone(bytes))",
      { heapBytes: 33_554_432 },
      "out_of_memory",
      "32 MB",
    ],
    [
      "a buffer bomb",
      "const a = []; for (;;) a.push(new Uint8Array(16e6).fill(1))",
      { heapBytes: 33_554_432 },
      "out_of_memory",
      "32 MB",
    ],
  ])(
    "%s ends by itself while the run beside it finishes",
    { timeout: PATIENT },
    async (_title, body, limits, status, words) => {
      const [{ outcome }, beside] = await Promise.all([run(body, { limits }), honest()]);
      expect(outcome).toMatchObject({ status, error: { message: expect.stringContaining(words) } });
      const word = words === "processor time" ? "RUN_OUT_OF_CPU" : `RUN_${status.toUpperCase()}`;
      expect(outcome).toMatchObject({ error: { status: word } });
      expect(beside.outcome).toMatchObject({ status: "completed", resultJson: '"fine"' });
    },
  );

  it("keeps the first and the last lines, with a mark that counts what lies between", {
    timeout: PATIENT,
  }, async () => {
    const { outcome, lines } = await run("for (let i = 0; i < 50; i++) console.log(i); return 1", {
      limits: { logLines: 10 },
    });
    expect(outcome).toMatchObject({ status: "completed", linesDropped: 40 });
    expect(lines.map(({ message }) => message)).toEqual([
      ...["0", "1", "2", "3", "4"],
      // Two digits each, and the same in brackets as arguments; but for 5 to 9.
      expect.stringMatching(/^40 console lines \(230 bytes\) were dropped here/),
      ...["45", "46", "47", "48", "49"],
    ]);
    expect(lines.every(({ atMs }, at) => at === 0 || atMs >= lines[0]!.atMs - 5_000)).toBe(true);
  });

  it("keeps to the bytes as well, and cuts a line that is too long", { timeout: PATIENT }, async () => {
    const { outcome, lines } = await run("for (let i = 0; i < 50; i++) console.log(i, 'x'.repeat(5e5)); return 1", {
      limits: { lineBytes: 1_000, logBytes: 10_000 },
    });
    expect(outcome.status).toBe("completed");
    expect(outcome.linesDropped).toBe(51 - lines.length);
    expect(lines.length).toBeGreaterThan(5);
    for (const { message, argsJson } of lines) expect(Buffer.byteLength(message + argsJson)).toBeLessThan(2_100);
    const mark = lines.find(({ argsJson }) => argsJson === null);
    expect(mark?.message).toMatch(new RegExp(`^${outcome.linesDropped} console lines \\(\\d+ bytes\\)`));
    expect(lines.at(-1)?.message).toMatch(/^49 x/);
  });

  it.each([
    ["its time is over", "while (true) console.log(++n)", { wallMs: 1_500 }, "timed_out"],
    ["its processor time is used up", "while (true) console.log(++n)", { cpuMs: 300 }, "timed_out"],
    [
      "its memory is full",
      "const a = []; for (;;) { console.log(++n); a.push(new Array(1e5).fill(Math.random())) }",
      { heapBytes: 33_554_432 },
      "out_of_memory",
    ],
  ])(
    "keeps the end of the log of a run that is stopped: %s",
    { timeout: PATIENT },
    async (_why, body, limits, status) => {
      const { outcome, lines } = await run(`let n = 0; ${body}`, { limits: { logLines: 10, ...limits } });
      expect(outcome.status).toBe(status);
      const numbers = lines.filter(({ argsJson }) => argsJson !== null).map(({ message }) => Number(message));
      expect(numbers.slice(0, 5)).toEqual([1, 2, 3, 4, 5]);
      const last = numbers.at(-1)!;
      expect(last).toBeGreaterThan(20);
      expect(numbers.slice(-5)).toEqual([last - 4, last - 3, last - 2, last - 1, last]);
      expect(outcome.linesDropped).toBe(last - 10);
    },
  );

  it("keeps to the limits when rejections pile up after the result", { timeout: PATIENT }, async () => {
    const { outcome, lines } = await run("for (let i = 0; i < 200; i++) Promise.reject(new Error(i)); return 1", {
      limits: { logLines: 10 },
    });
    expect(outcome.status).toBe("completed");
    expect(lines.length).toBeLessThanOrEqual(11);
  });

  it("cancels at once", { timeout: PATIENT }, async () => {
    const controller = new AbortController();
    const { outcome } = await run("await Fliplet.App.Tasks.get(); while (true) {}", {
      signal: controller.signal,
      call: async () => {
        controller.abort();
        return "[]";
      },
    });
    expect(outcome).toMatchObject({ status: "cancelled", error: { status: "RUN_CANCELLED" } });
    expect((await honest()).outcome.status).toBe("completed");
  });
});
