import type { PgBoss } from "pg-boss";
import type { Logger } from "pino";
import type { Db } from "#db/client.ts";
import type { FetchCapability } from "../capabilities/fetch.ts";
import type { ServiceContext } from "../context.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { Places } from "./places.ts";
import type { RunEvents } from "./run-events.ts";

/** Runs under way in this process, so that each can be stopped and waited for. */
export class ActiveRuns {
  #stops = new Map<number | symbol, AbortController>();
  #settled: (() => void)[] = [];

  /** @param key the run's id; a symbol for a test run, which has none. */
  add(key: number | symbol, stop: AbortController): () => void {
    this.#stops.set(key, stop);
    return () => {
      this.#stops.delete(key);
      if (this.#stops.size === 0) for (const resolve of this.#settled.splice(0)) resolve();
    };
  }

  stopAll(reason: "stopped"): void {
    for (const stop of this.#stops.values()) stop.abort(reason);
  }

  /** Resolves once none is under way. */
  async settled(): Promise<void> {
    if (this.#stops.size > 0) await new Promise<void>((resolve) => this.#settled.push(resolve));
  }
}

/** What carrying out runs needs. */
export interface RunnerDeps {
  db: Db;
  queue: PgBoss;
  services: ServiceContext;
  sandbox: Sandbox;
  /** For runs that another run waits for: they must not queue behind the one that waits. */
  nestedSandbox: Sandbox;
  /** Of `sandbox`: everything that runs in it holds one. */
  places: Places;
  /** Of `nestedSandbox`. */
  nestedPlaces: Places;
  /** For screens that ask for a browser. */
  browser: Sandbox;
  nestedBrowser: Sandbox;
  /** Of `browser`, with the line before it: a run that waits there holds no place of `sandbox`. */
  browserPlaces: Places;
  hasBrowser(): boolean;
  fetch: FetchCapability;
  events: RunEvents;
  active: ActiveRuns;
  /** Names this process in leases. */
  owner: string;
  publicUrl: string;
  /** Epoch ms, for durations and deadlines inside this process. */
  now(): number;
  log: Logger;
}
