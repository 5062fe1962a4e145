import { existsSync, readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { auditSchedule } from "#server/services/schedules/index.ts";
import { countOf, INVARIANTS } from "./invariants.ts";
import type { World } from "./world.ts";

export interface Verdict {
  id: string;
  meaning: string;
  /** 0, or it broke. */
  count: number;
}

/** Asks the ledger and its audit, once all is quiet, whether anything happened that must not. */
export async function check(db: Db, world: World, ledgerFile: string): Promise<Verdict[]> {
  const { holes, duplicates, expected } = await audits(world);
  const verdicts: Verdict[] = [
    { id: "I02", meaning: `holes that the audit finds in ${expected} expected fires`, count: holes },
    { id: "I01", meaning: "duplicates that the audit finds", count: duplicates },
    {
      id: "I16",
      meaning: "promised runs that are not there, or are others",
      count: await brokenPromises(db, ledgerFile),
    },
  ];
  for (const { id, meaning, count } of INVARIANTS) verdicts.push({ id, meaning, count: await countOf(db, count) });
  return verdicts.sort((a, b) => a.id.localeCompare(b.id));
}

async function audits({ tasks }: World) {
  const sums = { holes: 0, duplicates: 0, expected: 0 };
  for (const { app, id } of tasks) {
    const now = (await app.clock.now()).getTime();
    const [from, to] = [new Date(now - 7 * 86_400_000).toISOString(), new Date(now).toISOString()];
    const audit = await auditSchedule(app, { taskId: id, from, to });
    sums.holes += audit.holes.length;
    sums.duplicates += audit.duplicates.length;
    sums.expected += audit.expected.length;
  }
  return sums;
}

interface Promised {
  key: string;
  runId: number;
  taskId: number;
}

export function readPromises(ledgerFile: string): Promised[] {
  if (!existsSync(ledgerFile)) return [];
  const lines = readFileSync(ledgerFile, "utf8").split("\n");
  // The last line may be half a line: its writer may have been killed.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as Promised);
}

/** Promises that the database does not know as they were made. The same key promised twice must name the same run. */
async function brokenPromises(db: Db, ledgerFile: string): Promise<number> {
  const promised = readPromises(ledgerFile);
  const { rows } = await db.execute<{ kept: number }>(sql`
    select count(*)::int as kept from unnest(
      ${sql.param(promised.map(({ runId }) => runId))}::bigint[],
      ${sql.param(promised.map(({ taskId }) => taskId))}::bigint[],
      ${sql.param(promised.map(({ key }) => key))}::text[]) as promised(run_id, task_id, key)
    join runs r on r.id = promised.run_id and r.task_id = promised.task_id and r.idempotency_key = promised.key`);
  return promised.length - rows[0]!.kept;
}
