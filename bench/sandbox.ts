// How much the whole sandbox (pool, channel, prelude, console, limits)
// costs over a bare isolated-vm isolate made afresh for every run. Both
// take turns in one sitting, so the ratio holds on a busy machine too.
import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createIsolateSandbox } from "#server/sandbox/engines/isolate/index.ts";
import { DEFAULT_LIMITS } from "#server/sandbox/sandbox.ts";

const ROUNDS = 5;
const RUNS = 60;
const AT_ONCE = 2;
const BODY = "let sum = 0; for (let i = 0; i < 1000; i++) sum += i; return { sum, payload };";

interface Round {
  runsPerSecond: number;
  p50Ms: number;
}

/** `atOnce` callers share the runs; the time of each is measured by itself. */
async function measure(runs: number, atOnce: number, run: () => Promise<unknown>): Promise<Round> {
  const times: number[] = [];
  const startedAt = performance.now();
  const caller = async () => {
    for (let at = 0; at < runs / atOnce; at++) {
      const began = performance.now();
      await run();
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
  const seconds = (performance.now() - startedAt) / 1000;
  return { runsPerSecond: times.length / seconds, p50Ms: median(times) };
}

const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** In a process of its own: isolated-vm wants Node without its startup snapshot. */
async function serveBare(): Promise<void> {
  const { default: ivm } = await import("isolated-vm");
  const run = async () => {
    const isolate = new ivm.Isolate({ memoryLimit: 128 });
    const context = await isolate.createContext();
    const script = await isolate.compileScript(`JSON.stringify((function (payload) { ${BODY} })({ a: 1 }))`);
    await script.run(context);
    isolate.dispose();
  };
  process.on("message", async (atOnce: number) => {
    process.send?.(await measure(RUNS, atOnce, run));
  });
}

async function compare(): Promise<void> {
  const bare = fork(fileURLToPath(import.meta.url), ["bare"], { execArgv: ["--no-node-snapshot", "--no-warnings"] });
  const sandbox = createIsolateSandbox({ size: AT_ONCE, now: () => 0 });
  const request = {
    isolationKey: "bench",
    screenName: "bench",
    code: `Fliplet.Page.onRemoteExecution(function (payload) { ${BODY} })`,
    payloadJson: '{"a":1}',
    env: {},
    limits: DEFAULT_LIMITS,
  };
  const hooks = { signal: new AbortController().signal, onLine: () => {}, call: async () => "null" };
  const ours = () => sandbox.execute(request, hooks);
  const askBare = async (atOnce: number): Promise<Round> => {
    bare.send(atOnce);
    const [round] = await once(bare, "message");
    return round as Round;
  };
  await measure(AT_ONCE * 2, AT_ONCE, ours);
  await askBare(1);
  for (const atOnce of [1, AT_ONCE]) {
    const rounds: { sandbox: Round; bare: Round }[] = [];
    for (let at = 0; at < ROUNDS; at++) {
      rounds.push({ bare: await askBare(atOnce), sandbox: await measure(RUNS, atOnce, ours) });
    }
    report(atOnce, rounds);
  }
  bare.kill();
  await sandbox.close();
}

function report(atOnce: number, rounds: { sandbox: Round; bare: Round }[]): void {
  const of = (pick: (round: { sandbox: Round; bare: Round }) => number) => median(rounds.map(pick)).toFixed(2);
  console.log(
    [
      `${atOnce} at once: sandbox ${of((r) => r.sandbox.runsPerSecond)} runs/s, p50 ${of((r) => r.sandbox.p50Ms)} ms`,
      `bare isolate ${of((r) => r.bare.runsPerSecond)} runs/s, p50 ${of((r) => r.bare.p50Ms)} ms`,
      `ratio runs/s ${of((r) => r.sandbox.runsPerSecond / r.bare.runsPerSecond)}, p50 ${of((r) => r.sandbox.p50Ms / r.bare.p50Ms)}`,
    ].join("; "),
  );
}

await (process.argv[2] === "bare" ? serveBare() : compare());
