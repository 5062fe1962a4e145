import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { handler, runScreen } from "../../fixtures/run-screen.ts";
import { encodeFrame } from "../../protocol/frames.ts";
import { encodeFromChild } from "../../protocol/messages.ts";
import { DEFAULT_LIMITS } from "../../sandbox.ts";
import { createIsolateSandbox } from "./index.ts";

const PATIENT = 60_000;
const mayUnshare = spawnSync("unshare", ["--user", "--net", "true"]).status === 0;
const fixture = (name: string) => join(process.cwd(), "server/sandbox/fixtures", name);
const rogueSandbox = () => createIsolateSandbox({ size: 1, now: () => 0, childFile: fixture("rogue-child.ts") });

describe("a child that has been taken over", () => {
  const line = encodeFromChild({ kind: "line", level: "log", message: "x", argsJson: null });
  const longLine = encodeFromChild({ kind: "line", level: "log", message: "x".repeat(900_000), argsJson: null });
  const call = encodeFromChild({ kind: "call", id: 1, capability: "tasks.run", argsJson: "{}" });

  it.each([
    ["bytes that are no frame", Buffer.from("nonsense, and a good deal of it")],
    ["an unknown type", encodeFrame(9, "{}")],
    ["no JSON", encodeFrame(2, "{")],
    ["an unknown message", encodeFrame(2, '{"kind":"grant"}')],
    ["a length that it will never send", Buffer.from([0xff, 0xff, 0xff, 0xff, 2])],
    ["a message for the other side", encodeFrame(1, '{"kind":"answer","id":0,"json":"1"}')],
    ["arguments that are no array", encodeFrame(2, '{"kind":"line","level":"log","message":"x","argsJson":"{}"}')],
    ["arguments that are no JSON", encodeFrame(2, '{"kind":"line","level":"log","message":"x","argsJson":"["}')],
    ["a level that there is not", encodeFrame(2, '{"kind":"line","level":"fatal","message":"x","argsJson":null}')],
    ["a number that is none", encodeFrame(2, '{"kind":"pulse","cpuMs":null,"rssBytes":-1}')],
    [
      "an end that there is not",
      encodeFrame(2, '{"kind":"done","outcome":{"status":"cancelled"},"cpuMs":1,"linesDropped":0}'),
    ],
    ["more bytes of lines than it may", Buffer.concat(Array(6).fill(longLine))],
    ["the same call twice", Buffer.concat([call, call])],
    ["more lines than it may", Buffer.concat(Array(20).fill(line))],
    ["more calls than it may", Buffer.concat(Array(9).fill(call))],
  ])("is killed for %s, and only its own run is lost", { timeout: PATIENT }, async (_title, bytes) => {
    const sandbox = rogueSandbox();
    const limits = { logLines: 10, callsInFlight: 8, wallMs: 10_000 };
    const hold = () => new Promise<string>(() => {});
    const first = await runScreen(sandbox, bytes.toString("hex"), { limits, call: hold });
    expect(first.outcome).toMatchObject({ status: "crashed", error: { status: "SANDBOX_CRASHED" } });
    const done = encodeFromChild({
      kind: "done",
      outcome: { status: "completed", resultJson: "1" },
      cpuMs: 1,
      linesDropped: 0,
      reusable: false,
    });
    expect((await runScreen(sandbox, done.toString("hex"))).outcome.status).toBe("completed");
    await sandbox.close();
  });

  it("loses its own lines at the most, and the log says so", { timeout: PATIENT }, async () => {
    const sandbox = rogueSandbox();
    const held = encodeFromChild({ kind: "pulse", cpuMs: 1, rssBytes: 1, linesHeld: 7 });
    const { outcome, lines } = await runScreen(sandbox, Buffer.concat([line, held]).toString("hex"), {
      limits: { wallMs: 300 },
    });
    // It has no last words either.
    expect(outcome.status).toBe("timed_out");
    expect(lines.map(({ message }) => message)).toEqual(["x", expect.stringMatching(/^At least 7 more console lines/)]);
    await sandbox.close();
  });

  it("cannot bring down whoever takes its lines", { timeout: PATIENT }, async () => {
    const sandbox = rogueSandbox();
    const { signal } = new AbortController();
    const request = {
      isolationKey: "a",
      screenName: "s",
      code: line.toString("hex"),
      payloadJson: "1",
      env: {},
      limits: DEFAULT_LIMITS,
    };
    const onLine = () => {
      throw new RangeError("Maximum call stack size exceeded");
    };
    const outcome = await sandbox.execute(request, { signal, onLine, call: async () => "null" });
    expect(outcome.status).toBe("crashed");
    await sandbox.close();
  });

  it("never takes the pool with it, whatever frames it sends", { timeout: PATIENT }, async () => {
    const sandbox = createIsolateSandbox({ size: 2, now: () => 0, childFile: fixture("rogue-child.ts") });
    const frame = fc
      .tuple(fc.constantFrom(1, 2, 3), fc.oneof(fc.json(), fc.string()))
      .map(([type, body]) => encodeFrame(type, body));
    // A hundred frames a child; the first that is nonsense is its last.
    for (const frames of fc.sample(fc.array(frame, { minLength: 100, maxLength: 100 }), { numRuns: 4, seed: 7 })) {
      const { outcome } = await runScreen(sandbox, Buffer.concat(frames).toString("hex"), {
        limits: { wallMs: 5_000 },
      });
      expect(outcome.status).toBe("crashed");
      expect(sandbox.idle).toBe(2);
    }
    await sandbox.close();
  });
});

describe("children", () => {
  it("read no file, no environment and start no process", { timeout: PATIENT }, async () => {
    // The child itself is asked, as an escaped guest would: with the flags it really gets.
    const { launchArguments } = await import("./launch.ts");
    const script = `
      const out = {};
      try { require('node:fs').readFileSync('/etc/passwd'); out.file = 'read' } catch (e) { out.file = e.code }
      try { require('node:child_process').execSync('id'); out.process = 'ran' } catch (e) { out.process = e.code }
      try { new (require('node:worker_threads').Worker)('1', { eval: true }); out.worker = 'ran' } catch (e) { out.worker = e.code }
      console.log(JSON.stringify(out))`;
    const flags = launchArguments({ heapBytes: 1, jit: "on", childFile: "unused" }).slice(0, -1);
    const { stdout } = await promisify(execFile)(process.execPath, [...flags, "-e", script], {
      env: {} as NodeJS.ProcessEnv,
    });
    expect(JSON.parse(stdout)).toEqual({
      file: "ERR_ACCESS_DENIED",
      process: "ERR_ACCESS_DENIED",
      worker: "ERR_ACCESS_DENIED",
    });
  });

  it.runIf(process.platform === "linux")("hold nothing but the channel", { timeout: PATIENT }, async () => {
    // A secret and an open file of ours: neither may get in.
    vi.stubEnv("CANARY_SECRET", "canary");
    const file = openSync(fixture("hostile-scripts.json"), "r");
    const sandbox = createIsolateSandbox({ size: 1, now: () => 0 });
    await runScreen(sandbox, handler("return 1"));
    const [pid] = await childrenOf(process.pid);
    const proc = (name: string) => `/proc/${pid}/${name}`;
    expect(readFileSync(proc("environ"), "utf8").split("\0").filter(Boolean)).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/CANARY|PATH|HOME/)]),
    );
    const open = readdirSync(proc("fd")).map((fd) => [Number(fd), readlinkSync(proc(`fd/${fd}`))] as const);
    // Beside the channel and three times /dev/null there is only what Node's own event loop waits with.
    const others = open.filter(
      ([fd, what]) => fd !== 3 && !/^(\/dev\/null|anon_inode:.*|pipe:.*|socket:.*)$/.test(what),
    );
    expect(others).toEqual([]);
    expect(open.filter(([fd, what]) => fd <= 2 && what !== "/dev/null")).toEqual([]);
    const limits = readFileSync(proc("limits"), "utf8");
    expect(limits).toMatch(/Max core file size +0 +0/);
    expect(limits).toMatch(/Max file size +0 +0/);
    expect(limits).toMatch(/Max data size +[1-9]\d+ +[1-9]\d+/);
    closeSync(file);
    vi.unstubAllEnvs();
    await sandbox.close();
  });

  it.runIf(mayUnshare)("have no network", { timeout: PATIENT }, async () => {
    const sandbox = createIsolateSandbox({ size: 1, now: () => 0 });
    await runScreen(sandbox, handler("return 1"));
    const [pid] = await childrenOf(process.pid);
    expect(readlinkSync(`/proc/${pid}/ns/net`)).not.toBe(readlinkSync("/proc/self/ns/net"));
    expect(readFileSync(`/proc/${pid}/net/dev`, "utf8").match(/^ *(\w+):/gm)).toEqual([expect.stringContaining("lo:")]);
    expect(readFileSync(`/proc/${pid}/status`, "utf8")).toMatch(/CapEff:\s+0+\n/);
    await sandbox.close();
  });

  it("die when their parent dies, even in a loop", { timeout: PATIENT }, async () => {
    const owner = spawn(process.execPath, ["--no-warnings", fixture("sandbox-owner.ts")], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    await once(owner.stdout, "data");
    const children = (await childrenOf(owner.pid!)).filter((pid) => pid !== owner.pid);
    expect(children).toHaveLength(1);
    owner.kill("SIGKILL");
    await vi.waitFor(() => expect(isAlive(children[0]!)).toBe(false), { timeout: 10_000 });
  });

  it("serve one tenant only under tenant isolation", { timeout: PATIENT }, async () => {
    const sandbox = createIsolateSandbox({ size: 1, isolation: "tenant", now: () => 0 });
    const pids: number[] = [];
    for (const isolationKey of ["a", "a", "b"]) {
      await runScreen(sandbox, handler("return 1"), { isolationKey });
      pids.push((await childrenOf(process.pid)).at(-1)!);
    }
    expect(pids[1]).toBe(pids[0]);
    expect(pids[2]).not.toBe(pids[0]);
    await sandbox.close();
  });
});

describe("the pool", () => {
  it("serves in the order of asking and counts what is free", { timeout: PATIENT }, async () => {
    const sandbox = createIsolateSandbox({ size: 1, now: () => 0 });
    const ended: number[] = [];
    expect(sandbox.idle).toBe(1);
    const runs = [1, 2, 3].map((number) => runScreen(sandbox, handler("return 1")).then(() => ended.push(number)));
    await runs[0];
    await Promise.all(runs);
    expect(ended).toEqual([1, 2, 3]);
    expect(sandbox.idle).toBe(1);
    await sandbox.close();
    await expect(runScreen(sandbox, handler("return 1"))).rejects.toThrow("closed");
  });

  it("ends what runs when it closes", { timeout: PATIENT }, async () => {
    const sandbox = createIsolateSandbox({ size: 1, now: () => 0 });
    const running = runScreen(sandbox, handler("await Fliplet.App.Tasks.get(); while (true) {}"), {
      call: async () => {
        void sandbox.close();
        return "[]";
      },
    });
    expect((await running).outcome.status).not.toBe("completed");
  });

  it("runs without optimizing compilers when asked to", { timeout: PATIENT }, async () => {
    const sandbox = createIsolateSandbox({ size: 1, jit: "off", now: () => 0 });
    expect((await runScreen(sandbox, handler("return /a+/.test('aa')"))).outcome).toMatchObject({ resultJson: "true" });
    await sandbox.close();
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function childrenOf(pid: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "pid=,args=", "--ppid", `${pid}`]);
  return stdout
    .split("\n")
    .filter((row) => row.includes("isolate/child.ts"))
    .map((row) => Number.parseInt(row, 10));
}
