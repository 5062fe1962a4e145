import type { PgBoss } from "pg-boss";
import type { Logger } from "pino";
import type { Db } from "#db/client.ts";
import type { FetchCapability } from "../capabilities/fetch.ts";
import type { ServiceContext } from "../context.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import type { RunEvents } from "./run-events.ts";

/** Runs under way in this process, so that each can be stopped. */
export class ActiveRuns {
  #stops = new Map<number, AbortController>();

  add(runId: number, stop: AbortController): () => void {
    this.#stops.set(runId, stop);
    return () => this.#stops.delete(runId);
  }

  get count(): number {
    return this.#stops.size;
  }

  stopAll(reason: "stopped"): void {
    for (const stop of this.#stops.values()) stop.abort(reason);
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
