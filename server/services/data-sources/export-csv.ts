import { and, asc, gt } from "drizzle-orm";
import { dataSourceEntries } from "#db/schema/index.ts";
import type { AppContext } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { toCsv } from "./csv.ts";
import { entriesOf, getDataSourceRow } from "./internal.ts";

/** Entries that are read at once: of the largest, 128 MB. */
const BATCH_ROWS = 500;

export interface CsvExport {
  /** Name of the source. */
  name: string;
  /** The file in parts, the first with the columns' names. */
  parts: AsyncGenerator<string>;
}

/**
 * A data source as CSV, read in batches while it is sent. That somebody took it home stands in the audit trail.
 *
 * @throws DomainError DATA_SOURCE_NOT_FOUND
 */
export async function exportCsv(ctx: AppContext, { id }: { id: number }): Promise<CsvExport> {
  const source = await getDataSourceRow(ctx, id);
  async function* parts() {
    yield toCsv([source.columns]);
    for (let last = 0; ; ) {
      const rows = await ctx.db
        .select({ id: dataSourceEntries.id, data: dataSourceEntries.data })
        .from(dataSourceEntries)
        .where(and(entriesOf(source), gt(dataSourceEntries.id, last)))
        .orderBy(asc(dataSourceEntries.id))
        .limit(BATCH_ROWS);
      if (rows.length > 0)
        yield toCsv(
          rows.map(({ data }) => source.columns.map((name) => (Object.hasOwn(data, name) ? data[name] : null))),
        );
      if (rows.length < BATCH_ROWS) return;
      last = rows.at(-1)!.id;
    }
  }
  await recordChange(ctx, {
    action: "export",
    target: { kind: "data-source", id, name: source.name },
    after: { format: "csv" },
  });
  return { name: source.name, parts: parts() };
}
