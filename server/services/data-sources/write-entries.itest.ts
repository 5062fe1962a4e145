import { describe, expect, it } from "vitest";
import type { DataSourceEntry } from "#domain/data-source.ts";
import { useTestSystem } from "#tests/support/test-system.ts";
import type { AppContext } from "../../context.ts";
import {
  appendEntries,
  commitEntries,
  createDataSource,
  editDataSource,
  exportCsv,
  findEntries,
  getDataSource,
  getIndexes,
  importCsv,
  removeDataSource,
  removeEntries,
  removeEntriesWhere,
  summariseDataSources,
  updateEntry,
} from "./index.ts";

const system = useTestSystem();

async function numbers(count = 3) {
  const app = await system.newApp();
  const source = await createDataSource(app, {
    name: "Numbers",
    entries: Array.from({ length: count }, (_, n) => ({ n, name: `N${n}` })),
  });
  const entries = () => findEntries(app, { dataSourceId: source.id }) as Promise<DataSourceEntry[]>;
  return { app, dataSourceId: source.id, entries, first: (await entries())[0]! };
}

const dataOf = (entries: DataSourceEntry[]) => entries.map(({ data }) => data);

describe("commit", () => {
  it("adds, merges and removes, and leaves the rest alone when it appends", async () => {
    const { app, dataSourceId, entries } = await numbers();
    const [zero, one] = await entries();
    const result = await commitEntries(app, {
      dataSourceId,
      entries: [{ data: { n: 3 } }, { id: one!.id, data: { name: "one" } }],
      delete: [zero!.id],
      append: true,
      extend: true,
    });
    expect(result).toMatchObject({ inserted: 1, updated: 1, deleted: 1 });
    expect(dataOf(result.entries!)).toEqual([{ n: 1, name: "one" }, { n: 2, name: "N2" }, { n: 3 }]);
  });

  it("removes what is not listed unless it appends, and replaces data unless it extends", async () => {
    const { app, dataSourceId, entries, first } = await numbers();
    const result = await commitEntries(app, {
      dataSourceId,
      entries: [{ id: first.id, data: { name: "zero" } }, { data: { n: 9 } }],
      returnEntries: false,
    });
    expect(result).toEqual({ inserted: 1, updated: 1, deleted: 2 });
    expect(dataOf(await entries())).toEqual([{ name: "zero" }, { n: 9 }]);
  });

  it("removes nothing more than asked when no entries are given", async () => {
    const { app, dataSourceId, first } = await numbers();
    expect(await commitEntries(app, { dataSourceId, delete: [first.id, 987_654_321], returnEntries: false })).toEqual({
      ...{ inserted: 0, updated: 0, deleted: 1 },
    });
  });

  it("changes nothing when one of its entries is not there, or belongs to another app", async () => {
    const { app, dataSourceId, entries } = await numbers();
    const other = await numbers();
    const before = await entries();
    await expect(
      commitEntries(app, { dataSourceId, entries: [{ data: { n: 9 } }, { id: other.first.id, data: { n: 0 } }] }),
    ).rejects.toMatchObject({ status: "ENTRY_NOT_FOUND" });
    expect(await entries()).toEqual(before);
    expect(dataOf(await other.entries())).toEqual(dataOf(before));
  });

  it("takes an entry once", async () => {
    const { app, dataSourceId, first } = await numbers();
    await expect(
      commitEntries(app, { dataSourceId, entries: [{ id: first.id, data: {} }], delete: [first.id] }),
    ).rejects.toMatchObject({ status: "INVALID_INPUT", field: "entries" });
  });

  it("goes one after the other: of replacements at once, one stands whole", async () => {
    const { app, dataSourceId, entries } = await numbers();
    const replace = (by: string) =>
      commitEntries(app, { dataSourceId, entries: [1, 2, 3].map((n) => ({ data: { by, n } })), returnEntries: false });
    await Promise.all(["a", "b", "c", "d", "e", "f"].map(replace));
    const stood = dataOf(await entries());
    expect(stood).toHaveLength(3);
    expect(new Set(stood.map(({ by }) => by)).size).toBe(1);
    expect(stood.map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  it("loses no column of merges at once, in the entry and in the source", async () => {
    const { app, dataSourceId, first } = await numbers();
    const names = Array.from({ length: 8 }, (_, n) => `c${n}`);
    await Promise.all(
      names.map((name) =>
        commitEntries(app, {
          ...{ dataSourceId, append: true, extend: true, returnEntries: false },
          entries: [{ id: first.id, data: { [name]: 1 } }],
        }),
      ),
    );
    const [entry] = (await findEntries(app, { dataSourceId, limit: 1 })) as DataSourceEntry[];
    expect(Object.keys(entry!.data).toSorted()).toEqual([...names, "n", "name"].toSorted());
    expect((await getDataSource(app, { id: dataSourceId })).columns.toSorted()).toEqual(
      [...names, "n", "name"].toSorted(),
    );
  });
});

describe("who wrote it", () => {
  const asRun = (app: AppContext): AppContext => ({
    ...app,
    actor: { kind: "run", runId: 77, taskId: 5, taskName: "import", depth: 0, environment: "published" },
  });

  it("stands on every entry, and the last of them on the source", async () => {
    const { app, dataSourceId, first } = await numbers(1);
    expect(first).toMatchObject({ writtenBy: "Someone", writtenByRun: null, order: 0 });
    const [added] = await appendEntries(asRun(app), { dataSourceId, rows: [{ n: 1 }] });
    expect(added).toMatchObject({ writtenBy: "import", writtenByRun: 77, order: 1 });
    await commitEntries(
      { ...app, actor: { kind: "token", id: 1, name: "site" } },
      { dataSourceId, entries: [{ id: first.id, data: { n: 5 } }], append: true },
    );
    const [summary] = await summariseDataSources(app);
    expect(summary).toMatchObject({ entryCount: 2, lastWrite: { by: "token site", runId: null } });
    await updateEntry(asRun(app), { dataSourceId, id: first.id, data: { n: 6 } });
    expect((await summariseDataSources(app))[0]?.lastWrite).toMatchObject({ by: "import", runId: 77 });
  });
});

describe("removing", () => {
  it("takes what matches, in the database and beyond it", async () => {
    const { app, dataSourceId, entries } = await numbers(10);
    expect(await removeEntriesWhere(app, { dataSourceId, where: { n: { $gte: 8 } } })).toEqual({ removed: 2 });
    expect(await removeEntriesWhere(app, { dataSourceId, where: { name: { $regex: "[1-3]$" } } })).toEqual({
      removed: 3,
    });
    const [first] = await entries();
    expect(await removeEntries(app, { dataSourceId, ids: [first!.id, 1] })).toEqual({ removed: 1 });
    expect((await entries()).map(({ data }) => data.n)).toEqual([4, 5, 6, 7]);
  });

  it("of a source is for its own app only, and takes the entries along", async () => {
    const { app, dataSourceId } = await numbers();
    const other = await system.newApp();
    await expect(removeDataSource(other, { id: dataSourceId })).rejects.toMatchObject({
      status: "DATA_SOURCE_NOT_FOUND",
    });
    expect(await removeDataSource(app, { id: dataSourceId })).toEqual({ id: dataSourceId });
    await expect(getDataSource(app, { id: dataSourceId })).rejects.toMatchObject({ status: "DATA_SOURCE_NOT_FOUND" });
  });
});

describe("a source", () => {
  it("is renamed, but not to a name that is taken", async () => {
    const { app, dataSourceId } = await numbers();
    await createDataSource(app, { name: "Taken" });
    expect(await editDataSource(app, { id: dataSourceId, name: "Renamed", columns: ["name"] })).toMatchObject({
      name: "Renamed",
      columns: ["name"],
    });
    await expect(editDataSource(app, { id: dataSourceId, name: "Taken" })).rejects.toMatchObject({
      status: "NAME_ALREADY_EXISTS",
      field: "name",
    });
  });

  it("tells its distinct values", async () => {
    const app = await system.newApp();
    const { id } = await createDataSource(app, {
      name: "V",
      entries: [{ a: "x" }, { a: "x" }, { a: 1 }, {}, { a: null }],
    });
    const { a, b } = await getIndexes(app, { dataSourceId: id, columns: ["a", "b"] });
    expect(a).toHaveLength(3);
    expect(a).toEqual(expect.arrayContaining([null, "x", 1]));
    expect(b).toEqual([null]);
  });

  it("sorts numbers by size, texts with case aside, and what is missing last both ways", async () => {
    const app = await system.newApp();
    const values = ["10", 9, "b", "A", true, null, [1], "a", -1];
    const { id } = await createDataSource(app, { name: "S", entries: [{}, ...values.map((v) => ({ v }))] });
    const sorted = async (direction: "ASC" | "DESC") =>
      ((await findEntries(app, { dataSourceId: id, order: [["data.v", direction]] })) as DataSourceEntry[]).map(
        ({ data }) => data.v,
      );
    expect(await sorted("ASC")).toEqual([-1, 9, "10", "A", "a", "b", true, [1], undefined, null]);
    expect(await sorted("DESC")).toEqual([[1], true, "b", "a", "A", "10", 9, -1, undefined, null]);
  });

  it("pages through what only the library can match", async () => {
    const { app, dataSourceId } = await numbers(600);
    const where = { name: { $regex: "[05]$" } };
    expect(
      await findEntries(app, {
        dataSourceId,
        where,
        order: [["data.n", "DESC"]],
        limit: 2,
        offset: 1,
        includePagination: true,
      }),
    ).toMatchObject({ entries: [{ data: { n: 590 } }, { data: { n: 585 } }], pagination: { total: 120 } });
    expect(await findEntries(app, { dataSourceId, where, limit: 1, offset: 2 })).toMatchObject([{ data: { n: 10 } }]);
  });
});

describe("CSV", () => {
  const text = async ({ parts }: Awaited<ReturnType<typeof exportCsv>>) => (await Array.fromAsync(parts)).join("");

  it("is imported, exported and imported again", async () => {
    const { app, dataSourceId, entries } = await numbers(1);
    const imported = await importCsv(app, { dataSourceId, csv: "n,Note\n1,=danger()\n2,fine" });
    expect(imported).toEqual({ imported: 2, columns: ["n", "Note"] });
    const csv = await text(await exportCsv(app, { id: dataSourceId }));
    expect(csv).toBe("n,name,Note\r\n0,N0,\r\n1,,'=danger()\r\n2,,fine\r\n");
    await importCsv(app, { dataSourceId, csv, mode: "replace" });
    expect((await entries()).map(({ data }) => data.Note)).toEqual(["", "=danger()", "fine"]);
  });

  it("that is broken changes nothing, also when it should replace", async () => {
    const { app, dataSourceId, entries } = await numbers();
    await expect(importCsv(app, { dataSourceId, csv: "n\n1,2", mode: "replace" })).rejects.toMatchObject({
      field: "csv",
    });
    expect(await entries()).toHaveLength(3);
  });

  it("is read in batches to its end", async () => {
    const { app, dataSourceId } = await numbers(1_001);
    expect((await text(await exportCsv(app, { id: dataSourceId }))).trimEnd().split("\r\n")).toHaveLength(1_002);
  });
});

describe("what no entry may be", () => {
  const nested = (levels: number, wrap: (inner: unknown) => unknown) =>
    Array.from({ length: levels }).reduce<unknown>((inner) => wrap(inner), 1);

  it.each<[string, Record<string, unknown>, string, string]>([
    ["a prototype", JSON.parse('{"__proto__": {"admin": true}}'), "INVALID_INPUT", "rows.0"],
    ["a prototype inside", { a: [JSON.parse('{"__proto__": 1}')] }, "INVALID_INPUT", "rows.0.a"],
    ["deep", { a: nested(5_000, (inner) => ({ inner })) }, "INVALID_INPUT", "rows.0.a"],
    ["lists in lists", { a: nested(7, (inner) => [inner]) }, "INVALID_INPUT", "rows.0.a"],
    ["wide", Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`c${n}`, n])), "INVALID_INPUT", "rows.0"],
    ["long-named", { ["x".repeat(501)]: 1 }, "INVALID_INPUT", "rows.0"],
    ["large", { a: "ä".repeat(131_100) }, "PAYLOAD_TOO_LARGE", "rows.0"],
  ])("%s", async (_, row, status, field) => {
    const { app, dataSourceId } = await numbers(1);
    await expect(appendEntries(app, { dataSourceId, rows: [row] })).rejects.toMatchObject({ status, field });
  });

  it("too large by merging", async () => {
    const { app, dataSourceId, first, entries } = await numbers(1);
    const half = "x".repeat(200_000);
    await updateEntry(app, { dataSourceId, id: first.id, data: { a: half } });
    await expect(updateEntry(app, { dataSourceId, id: first.id, data: { b: half } })).rejects.toMatchObject({
      status: "PAYLOAD_TOO_LARGE",
    });
    expect(Object.keys((await entries())[0]!.data)).toEqual(["a", "n", "name"]);
  });

  it("one column more than a source has", async () => {
    const { app, dataSourceId } = await numbers(1);
    const row = (from: number) => Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`c${from + n}`, n]));
    await appendEntries(app, { dataSourceId, rows: [row(0)] });
    await expect(appendEntries(app, { dataSourceId, rows: [row(500)] })).rejects.toMatchObject({
      status: "INVALID_INPUT",
      field: "data",
    });
  });
});
