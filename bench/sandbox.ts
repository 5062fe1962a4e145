// How long an attempt takes from its start to the first line of the builder's code, and how many runs a second there
// are at 16 at once: the whole engine (pool, channel, prelude, console, limits) beside a bare isolated-vm isolate and a
// bare Node process, each made afresh for every run. They take turns in one sitting, so the ratios hold on a busy
// machine too. The bare ones do less: no Fliplet, no limits, no lines, no boundary behind the first.
import { fork, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createIsolateSandbox } from "#server/sandbox/engines/isolate/index.ts";
import { DEFAULT_LIMITS } from "#server/sandbox/sandbox.ts";

const ROUNDS = 5;
const BODY = "let sum = 0; for (let i = 0; i < 1000; i++) sum += i; return { sum, payload };";
/** At one and at sixteen at once. */
const SETTINGS = [
  { atOnce: 1, runs: { engine: 60, isolate: 60, process: 10 } },
  { atOnce: 16, runs: { engine: 320, isolate: 320, process: 32 } },
];

/** One run; resolves when it is over. It calls `firstLine` when the first line of its code is heard of. */
type Run = (firstLine: () => void) => Promise<unknown>;

interface Round {
  runsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
}

/** `atOnce` callers share the runs; the time to the first line of each is measured by itself. */
async function measure(runs: number, atOnce: number, run: Run): Promise<Round> {
  const times: number[] = [];
  const startedAt = performance.now();
  const caller = async () => {
    for (let at = 0; at < runs / atOnce; at++) {
      const began = performance.now();
      await run(() => times.push(performance.now() - began));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, caller));
  const seconds = (performance.now() - startedAt) / 1_000;
  return { runsPerSecond: times.length / seconds, p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99) };
}

const quantile = (values: number[], q: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? 0;

/** In a process of its own: isolated-vm wants Node without its startup snapshot. */
async function serveBare(): Promise<void> {
  const { default: ivm } = await import("isolated-vm");
  const run: Run = async (firstLine) => {
    const isolate = new ivm.Isolate({ memoryLimit: 128 });
    const context = await isolate.createContext();
    await context.global.set("mark", new ivm.Callback(firstLine, { ignored: true }));
    const code = `mark(); JSON.stringify((function (payload) { ${BODY} })({ a: 1 }))`;
    const script = await isolate.compileScript(code);
    await script.run(context);
    isolate.dispose();
  };
  process.on("message", async ({ runs, atOnce }: { runs: number; atOnce: number }) => {
    process.send?.(await measure(runs, atOnce, run));
  });
}

const bareProcess: Run = async (firstLine) => {
  const code = `process.stdout.write("x"); JSON.stringify((function (payload) { ${BODY} })({ a: 1 }))`;
  const child = spawn(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "ignore"] });
  child.stdout.once("data", firstLine);
  await once(child, "close");
};

async function compare(): Promise<void> {
  const bare = fork(fileURLToPath(import.meta.url), ["bare"], { execArgv: ["--no-node-snapshot", "--no-warnings"] });
  const request = {
    isolationKey: "bench",
    screenName: "bench",
    code: `console.log("x"); Fliplet.Page.onRemoteExecution(function (payload) { ${BODY} })`,
    payloadJson: '{"a":1}',
    env: {},
    limits: DEFAULT_LIMITS,
  };
  const { signal } = new AbortController();
  for (const { atOnce, runs } of SETTINGS) {
    // Four is the least that the product itself keeps.
    const sandbox = createIsolateSandbox({ size: Math.max(4, atOnce), now: () => 0 });
    const engine: Run = (onLine) => sandbox.execute(request, { signal, onLine, call: async () => "null" });
    const isolate = async (): Promise<Round> => {
      bare.send({ runs: runs.isolate, atOnce });
      const [round] = await once(bare, "message");
      return round as Round;
    };
    // Children that start, and code that is compiled for the first time, are not what is measured.
    await measure(atOnce * 6, atOnce, engine);
    await isolate();
    const rounds: Record<"engine" | "isolate" | "process", Round>[] = [];
    for (let at = 0; at < ROUNDS; at++) {
      rounds.push({
        isolate: await isolate(),
        engine: await measure(runs.engine, atOnce, engine),
        process: await measure(runs.process, atOnce, bareProcess),
      });
    }
    await sandbox.close();
    report(atOnce, rounds);
  }
  bare.kill();
}

function report(atOnce: number, rounds: Record<"engine" | "isolate" | "process", Round>[]): void {
  const middle = (pick: (round: (typeof rounds)[number]) => number) => quantile(rounds.map(pick), 0.5).toFixed(2);
  console.log(`${atOnce} at once`);
  for (const what of ["engine", "isolate", "process"] as const) {
    const [p50, p99] = [middle((round) => round[what].p50Ms), middle((round) => round[what].p99Ms)];
    console.log(`  ${what}: first line p50 ${p50} ms, p99 ${p99} ms; ${middle((r) => r[what].runsPerSecond)} runs/s`);
  }
  console.log(
    `  engine beside isolate: p50 ${middle((r) => r.engine.p50Ms / r.isolate.p50Ms)} times (goal 1.5); ` +
      `beside process: ${middle((r) => r.engine.runsPerSecond / r.process.runsPerSecond)} times the runs/s (goal 10)`,
  );
}

await (process.argv[2] === "bare" ? serveBare() : compare());
