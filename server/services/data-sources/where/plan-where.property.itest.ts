import { and, eq } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dataSourceEntries } from "#db/schema/index.ts";
import type { DataSourceEntry } from "#domain/data-source.ts";
import { useTestSystem } from "#tests/support/test-system.ts";
import { createDataSource, findEntries } from "../index.ts";
import { allFilters, documents } from "./fixtures/random-filters.ts";
import { parseWhere } from "./parse-where.ts";
import { remainderOf } from "./plan-where.ts";
import { filterBounds } from "./where-sql.ts";

const system = useTestSystem();

const DOCUMENTS = 300;
const FILTERS = 300;

async function stored() {
  const app = await system.newApp();
  // A fixed seed: what differs from run to run are the filters.
  const data = fc.sample(documents, { numRuns: DOCUMENTS, seed: 1 });
  const source = await createDataSource(app, { name: "Random", entries: data });
  const entries = (await findEntries(app, { dataSourceId: source.id })) as DataSourceEntry[];
  return { app, source, entries };
}

/** Ids of what the library matches, asked without the database. */
async function byLibrary(where: Record<string, unknown>, entries: DataSourceEntry[]): Promise<number[]> {
  const remainder = remainderOf(parseWhere(where));
  const matcher = remainder.open();
  try {
    const verdicts = await matcher.match(
      entries.map(({ data }) => remainder.columns.map((name) => (Object.hasOwn(data, name) ? data[name] : undefined))),
    );
    return entries.filter((_, index) => verdicts[index]).map(({ id }) => id);
  } finally {
    await matcher.close();
  }
}

describe("a filter", () => {
  it("finds the same in the database, in the library and in both together", async () => {
    const { app, source, entries } = await stored();
    const idsOf = async (clause: ReturnType<typeof filterBounds>["maybe"]) =>
      (
        await app.db
          .select({ id: dataSourceEntries.id })
          .from(dataSourceEntries)
          .where(and(eq(dataSourceEntries.dataSourceId, source.id), clause))
          .orderBy(dataSourceEntries.id)
      ).map(({ id }) => id);

    await fc.assert(
      fc.asyncProperty(allFilters, async (where) => {
        const expected = await byLibrary(where, entries);
        const bounds = filterBounds(parseWhere(where));
        const [maybe, surely] = [await idsOf(bounds.maybe), await idsOf(bounds.surely)];
        // The database alone: all of it, or a frame around it that loses no match.
        if (bounds.isExact) expect(maybe).toEqual(expected);
        expect(expected.filter((id) => !maybe.includes(id))).toEqual([]);
        expect(surely.filter((id) => !expected.includes(id))).toEqual([]);
        const found = (await findEntries(app, { dataSourceId: source.id, where })) as DataSourceEntry[];
        expect(found.map(({ id }) => id)).toEqual(expected);
      }),
      { numRuns: FILTERS },
    );
  }, 180_000);
});
