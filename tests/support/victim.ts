import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { afterAll, expect, vi } from "vitest";
import { FaultProcess } from "#bench/faults/fault-process.ts";
import type { Link } from "#bench/faults/link.ts";
import type { Db } from "#db/client.ts";
import { PATIENCE_MS } from "./product-process.ts";

/** Statements of the product, as they travel to the database: where a process can be killed. */
export const SAYS = {
  commit: /^.{5}commit\b/i,
  fetchesJobs: /pgboss\.job[\s\S]*active[\s\S]*skip locked|skip locked[\s\S]*pgboss\.job[\s\S]*active/i,
  claims: /update "runs" set[\s\S]*"attempt" = "runs"\."attempt" \+ 1/i,
  writesLines: /insert into "log_lines"/i,
  writesRow: /insert into "data_source_entries"/i,
  ends: /update "runs" set[\s\S]*"finished_at" = now\(\)/i,
  asksTime: /clock_timestamp/i,
  locksDue: /from "schedules"[\s\S]*for no key update[\s\S]*skip locked/i,
  insertsFires: /insert into runs \(/i,
  movesSchedules: /update "schedules" set[\s\S]*"next_fire_at"/i,
  insertsRun: /insert into "runs"/i,
} as const;

/** Starts processes whose links can stop at a statement; those that a file leaves running are killed after it. */
export function useVictims(databaseUrl: () => string) {
  const started: FaultProcess[] = [];
  afterAll(async () => {
    await Promise.all(started.map((one) => one.kill()));
  });
  const start = async (script: string, args: string[], ready: string, prepare?: (link: Link) => void, more = {}) => {
    const settings = { EGRESS_ALLOW: "127.0.0.1", ROLE: "worker", TICKER: "off", LOG_LEVEL: "warn", ...more };
    const victim = await FaultProcess.start(databaseUrl(), { name: script, script, args, settings }, prepare);
    started.push(victim);
    if (!prepare) await vi.waitFor(() => expect(victim.output).toContain(ready), { timeout: PATIENCE_MS });
    return victim;
  };
  return {
    /** A worker; with `prepare` it is not waited for, since it may never come up. */
    worker: (prepare?: (link: Link) => void, settings: Record<string, string> = {}) =>
      start("bench/faults/programs/worker.ts", [], "carrying out runs", prepare, settings),
    /** The API over HTTP, and where it is. */
    async api() {
      const victim = await start("bench/faults/programs/api.ts", [], "listening at");
      return { victim, url: /listening at (\S+)/.exec(victim.output)![1]! };
    },
  };
}

/** Process ids of a process's children: a worker's sandboxes. Linux only. */
export function childrenOf(pid: number): number[] {
  const list = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
  return list.split(" ").filter(Boolean).map(Number);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A child that nobody has waited for yet is dead all the same.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

/** What the next minute brings, in a moment: leases of the process run out, jobs that it fetched and never began are missed. */
export async function outlive(db: Db, { pid }: FaultProcess): Promise<void> {
  await db.execute(sql`update runs set lease_expires_at = now() - interval '1 second'
    where status = 'running' and lease_owner like ${`%:${pid}:%`}`);
  await db.execute(sql`update pgboss.job set started_on = now() - interval '1 hour' where state = 'active'`);
  await db.execute(sql`update runs set queued_at = now() - interval '1 hour' where status = 'queued'`);
}
