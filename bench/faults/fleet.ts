import { FaultProcess } from "./fault-process.ts";
import { until } from "./persist.ts";

/** A process asked to stop must be gone after this, ms. */
const STOPPED_WITHIN_MS = 25_000;
const UP_WITHIN_MS = 120_000;

/** The processes of an installation, of which some are always dying. */
export class Fleet {
  readonly workers: FaultProcess[] = [];
  readonly others: FaultProcess[] = [];
  /** What no process may do: end by itself, or not end well when asked. */
  readonly offences: string[] = [];
  #databaseUrl: string;
  #started = 0;

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl;
  }

  /** Starts a worker that also ticks; it waits for a database that is away. */
  async addWorker(): Promise<FaultProcess> {
    const worker = await FaultProcess.start(this.#databaseUrl, {
      name: `worker ${++this.#started}`,
      script: "scripts/start.mjs",
      args: ["--role=worker"],
    });
    const isUp = () => worker.output.includes("carrying out runs");
    await until(() => isUp() || !worker.isRunning, UP_WITHIN_MS);
    if (!isUp() || !worker.isRunning) {
      await worker.kill();
      throw new Error(`A worker did not come up: ${worker.output}`);
    }
    this.workers.push(worker);
    this.#watch(worker);
    return worker;
  }

  /** Starts one of the programs beside this file. */
  async addProgram(program: "ticks" | "client", input: unknown): Promise<FaultProcess> {
    const other = await FaultProcess.start(this.#databaseUrl, {
      name: program,
      script: `bench/faults/programs/${program}.ts`,
      args: [JSON.stringify(input)],
    });
    this.others.push(other);
    this.#watch(other);
    return other;
  }

  get all(): FaultProcess[] {
    return [...this.workers, ...this.others];
  }

  /** Asks a process to stop and judges how it does. */
  async retire(one: FaultProcess): Promise<void> {
    this.#forget(one);
    const { code, ms } = await one.terminate();
    if (code !== 0) this.offences.push(`${one.name} ended with ${code} on SIGTERM: ${one.output}`);
    if (ms > STOPPED_WITHIN_MS) this.offences.push(`${one.name} took ${Math.round(ms)} ms to stop`);
  }

  async kill(one: FaultProcess): Promise<void> {
    this.#forget(one);
    await one.kill();
  }

  async killAll(): Promise<void> {
    await Promise.all(this.all.map((one) => this.kill(one)));
  }

  #watch(one: FaultProcess): void {
    void one.exit.then((code) => {
      if (one.isDoomed) return;
      this.#forget(one);
      this.offences.push(`${one.name} ended by itself with ${code}: ${one.output}`);
    });
  }

  #forget(one: FaultProcess): void {
    for (const list of [this.workers, this.others]) {
      const index = list.indexOf(one);
      if (index >= 0) list.splice(index, 1);
    }
  }
}
