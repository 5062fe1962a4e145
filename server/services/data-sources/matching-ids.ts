import { and, asc, gt, sql } from "drizzle-orm";
import { type DataSourceRow, dataSourceEntries } from "#db/schema/index.ts";
import type { AppContext } from "../../context.ts";
import { entriesOf } from "./internal.ts";
import type { WherePlan } from "./where/plan-where.ts";
import { refuse } from "./where/refuse.ts";

/** Entries that one query looks at beyond what the database answers. */
export const SCANNED_MAX = 100_000;
/** Entries held in memory at once: of the largest, 64 MB. */
const BATCH_ROWS = 250;

/**
 * Ids of the entries that a plan with a remainder matches, lowest first: the database's part is read in batches and the
 * library judges each.
 *
 * @param enough how many are wanted at most
 * @throws DomainError INVALID_INPUT after 100,000 entries, naming what keeps the database from answering
 */
export async function matchingIds(
  ctx: AppContext,
  source: DataSourceRow,
  { clause, remainder }: WherePlan,
  enough = Number.POSITIVE_INFINITY,
): Promise<number[]> {
  if (!remainder) throw new Error("The database answers this plan by itself.");
  // As text, since a missing value and a null must not look alike.
  const values = sql<(string | null)[]>`array[${sql.join(
    remainder.columns.map((name) => sql`(${dataSourceEntries.data} -> ${name}::text)::text`),
    sql`, `,
  )}]::text[]`;
  const matched: number[] = [];
  const matcher = remainder.open();
  try {
    let last = 0;
    for (let scanned = 0; matched.length < enough; ) {
      const rows = await ctx.db
        .select({ id: dataSourceEntries.id, values })
        .from(dataSourceEntries)
        .where(and(entriesOf(source), gt(dataSourceEntries.id, last), clause))
        .orderBy(asc(dataSourceEntries.id))
        .limit(BATCH_ROWS);
      const verdicts = await matcher.match(
        rows.map((row) => row.values.map((value): unknown => (value === null ? undefined : JSON.parse(value)))),
      );
      for (const [index, row] of rows.entries()) if (verdicts[index]) matched.push(row.id);
      if (rows.length < BATCH_ROWS) break;
      last = rows.at(-1)!.id;
      scanned += rows.length;
      if (scanned >= SCANNED_MAX) {
        throw refuse(
          `This filter looked at ${SCANNED_MAX.toLocaleString("en")} entries and was not done, since ${remainder.reasons.join(" and ")} cannot be looked up in the database. Narrow it with a plain condition on another column, e.g. { Status: "open" }.`,
        );
      }
    }
  } finally {
    await matcher.close();
  }
  return matched.slice(0, enough);
}
