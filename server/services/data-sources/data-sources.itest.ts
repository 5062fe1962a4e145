import { describe, expect, it } from "vitest";
import type { DataSourceEntry } from "#domain/data-source.ts";
import { useTestSystem } from "#tests/support/test-system.ts";
import {
  appendEntries,
  createDataSource,
  findEntries,
  getDataSource,
  getDataSourceByName,
  updateEntry,
} from "./index.ts";

const system = useTestSystem();

const PEOPLE = [
  { Name: "Ann", Age: 30, Office: "London", Tags: ["a"] },
  { Name: "Bob", Age: 25, Office: null },
  { Name: "cid", Age: "25" },
  { Name: "50%_off", Age: 7, Office: "Oslo" },
];

async function people() {
  const app = await system.newApp();
  const source = await createDataSource(app, { name: "People", entries: PEOPLE });
  const names = async (where: Record<string, unknown>) =>
    ((await findEntries(app, { dataSourceId: source.id, where })) as DataSourceEntry[]).map((entry) => entry.data.Name);
  return { app, source, names };
}

describe("where", () => {
  it.each([
    [{ Office: "London" }, ["Ann"]],
    [{ Office: null }, ["Bob", "cid"]],
    [{ Office: { $ne: null } }, ["Ann", "50%_off"]],
    [{ Age: 25 }, ["Bob"]],
    [{ Age: { $gt: 7, $lt: 30 } }, ["Bob"]],
    [{ Age: { $gte: 25 } }, ["Ann", "Bob"]],
    [{ Name: { $lte: "Bob" } }, ["Ann", "Bob", "50%_off"]],
    [{ Name: { $in: ["Ann", "cid"] } }, ["Ann", "cid"]],
    [{ Name: { $in: [] } }, []],
    [{ Office: { $nin: ["London", "Oslo"] } }, ["Bob", "cid"]],
    [{ Office: { $exists: false } }, ["cid"]],
    [{ Name: { $iLike: "C%" } }, ["cid"]],
    [{ Name: { $like: "50\\%%" } }, ["50%_off"]],
    [{ $or: [{ Name: "Ann" }, { Age: 7 }] }, ["Ann", "50%_off"]],
    [{ $and: [{ Office: "London" }, { Age: 30 }] }, ["Ann"]],
    [{ $nor: [{ Name: "Ann" }, { Name: "Bob" }] }, ["cid", "50%_off"]],
    [{ Age: { $not: { $gte: 25 } } }, ["cid", "50%_off"]],
    [{ Tags: ["a"] }, ["Ann"]],
    [{ "Name') or true --": "x" }, []],
    [{ Name: "' or 1=1 --" }, []],
    [{}, ["Ann", "Bob", "cid", "50%_off"]],
  ])("%j finds %j", async (where, expected) => {
    const { names } = await people();
    expect(await names(where)).toEqual(expected);
  });

  it.each<Record<string, unknown>>([
    { $where: "1" },
    { Age: { $foo: 1 } },
    { Age: { $gt: {} } },
    { $or: "x" },
    { Name: { $in: "x" } },
    { Age: { constructor: 1, $toString: 1 } },
  ])("%j is refused with what is known", async (where) => {
    const { names } = await people();
    await expect(names(where)).rejects.toMatchObject({ status: "INVALID_INPUT", field: "where" });
  });
});

describe("entries", () => {
  it("come in the order asked for, page by page, with the columns asked for", async () => {
    const { app, source } = await people();
    const page = await findEntries(app, {
      dataSourceId: source.id,
      order: [["data.Name", "DESC"]],
      limit: 2,
      offset: 1,
      attributes: ["Name"],
      includePagination: true,
    });
    expect(page).toMatchObject({ pagination: { limit: 2, offset: 1, total: 4 } });
    expect((page as { entries: DataSourceEntry[] }).entries.map((entry) => entry.data)).toEqual([
      { Name: "Bob" },
      { Name: "Ann" },
    ]);
  });

  it("keep columns that an update does not name, and add new ones to the source", async () => {
    const { app, source } = await people();
    const [added] = await appendEntries(app, { dataSourceId: source.id, rows: [{ Name: "Dee", Phone: "1" }] });
    expect(
      await updateEntry(app, { dataSourceId: source.id, id: added!.id, data: { Phone: "2", Floor: 3 } }),
    ).toMatchObject({ data: { Name: "Dee", Phone: "2", Floor: 3 } });
    expect((await getDataSource(app, { id: source.id })).columns.toSorted()).toEqual([
      "Age",
      "Floor",
      "Name",
      "Office",
      "Phone",
      "Tags",
    ]);
  });

  it("store what PostgreSQL would refuse in a form that it takes", async () => {
    const { app, source } = await people();
    const [entry] = await appendEntries(app, { dataSourceId: source.id, rows: [{ Name: "nul\u0000 and \ud800" }] });
    expect(entry?.data.Name).toBe("nul\uFFFD and \uFFFD");
  });
});

describe("tenancy", () => {
  it("hides the sources of other apps", async () => {
    const { source } = await people();
    const other = await system.newApp();
    await expect(getDataSource(other, { id: source.id })).rejects.toMatchObject({ status: "DATA_SOURCE_NOT_FOUND" });
    await expect(getDataSourceByName(other, { name: "People" })).rejects.toMatchObject({
      status: "DATA_SOURCE_NOT_FOUND",
    });
    await expect(findEntries(other, { dataSourceId: source.id })).rejects.toMatchObject({
      status: "DATA_SOURCE_NOT_FOUND",
    });
    await expect(appendEntries(other, { dataSourceId: source.id, rows: [{}] })).rejects.toMatchObject({
      status: "DATA_SOURCE_NOT_FOUND",
    });
  });
});
