import { describe, expect, it } from "vitest";
import { asApp } from "#tests/support/new-app.ts";
import { handler, useTestSystem } from "#tests/support/test-system.ts";
import type { AppContext } from "../context.ts";
import { createDataSource } from "../services/data-sources/index.ts";
import { createTask } from "../services/tasks/index.ts";

const system = useTestSystem();

/** Runs a handler's body as a task of the app, to its result. */
async function run(app: AppContext, body: string): Promise<unknown> {
  const screen = await system.newScreen(app, handler(body));
  await createTask(app, { name: "data-task", pageId: screen.id });
  const answer = await app.runner.runWithResult(asApp(app), { idOrName: "data-task" });
  if (answer.status !== "completed") throw new Error(JSON.stringify(answer.error));
  return answer.result;
}

describe("Fliplet.DataSources in a screen", () => {
  it("reads and writes by every verb, and leaves the task's name on what it wrote", async () => {
    const app = await system.newApp();
    const result = await run(
      app,
      `const { id } = await Fliplet.DataSources.create({ name: 'People', columns: ['Name'], entries: [{ Name: 'Ann', Age: 30 }, { Name: 'Bob', Age: 25 }] });
      const c = await Fliplet.DataSources.connect(id);
      const added = await c.insert({ Name: 'Cid' });
      await c.update(added.id, { Age: 40 });
      const page = await c.find({ where: { Age: { $gte: 30 } }, order: [['data.Age', 'DESC']], attributes: ['Name'], includePagination: true });
      const byPattern = await c.find({ where: { Name: { $regex: '^(A|B)' } } });
      const [ann] = byPattern;
      const commit = await c.commit({ entries: [{ id: ann.id, data: { Office: 'London' } }, { data: { Name: 'Dee' } }], append: true, extend: true, returnEntries: false });
      const offices = await c.getIndex('Office');
      const indexes = await c.getIndexes(['Name']);
      const removed = await c.query({ type: 'delete', where: { Name: { $in: ['Cid', 'Dee'] } } });
      const imported = await c.import('Name,Age\\nEve,50', { mode: 'append' });
      const one = await c.findOne({ where: { Name: 'Ann' } });
      const none = await c.findOne({ where: { Name: 'Nobody' } });
      const replaced = await c.replaceWith([{ Name: 'Only' }]);
      await c.removeById(replaced[0].id);
      return {
        page: [page.entries.map((e) => e.data), page.pagination.total], byPattern: byPattern.length, commit,
        offices, names: indexes.Name.length, removed, imported, one: one.data, none,
        wrote: [one.writtenBy, one.writtenByRun > 0, replaced.length], left: (await c.find()).length,
      };`,
    );
    expect(result).toEqual({
      page: [[{ Name: "Cid" }, { Name: "Ann" }], 2],
      byPattern: 2,
      commit: { inserted: 1, updated: 1, deleted: 0 },
      offices: expect.arrayContaining(["London", null]),
      names: 4,
      removed: { removed: 2 },
      imported: { imported: 1, columns: ["Name", "Age"] },
      one: { Name: "Ann", Age: 30, Office: "London" },
      none: null,
      wrote: ["data-task", true, 1],
      left: 0,
    });
  });

  it("turns pages by a cursor", async () => {
    const app = await system.newApp();
    await createDataSource(app, { name: "Numbers", entries: [0, 1, 2, 3, 4].map((n) => ({ n })) });
    const result = await run(
      app,
      `const c = await Fliplet.DataSources.connectByName('Numbers');
      const cursor = await c.findWithCursor({ limit: 2, order: [['data.n', 'ASC']] });
      const seen = [[cursor.map((e) => e.data.n), cursor.isFirstPage, cursor.isLastPage]];
      while (!cursor.isLastPage) {
        await cursor.next().update();
        seen.push([cursor.map((e) => e.data.n), cursor.isFirstPage, cursor.isLastPage]);
      }
      await cursor.setPage(0).update();
      await cursor.next().update({ keepExisting: true });
      return [seen, cursor.map((e) => e.data.n), cursor.prev().currentPage];`,
    );
    expect(result).toEqual([
      [
        [[0, 1], true, false],
        [[2, 3], false, false],
        [[4], false, true],
      ],
      [0, 1, 2, 3],
      0,
    ]);
  });

  it("refuses with the argument at fault, and never reaches another app's source", async () => {
    const app = await system.newApp();
    const other = await system.newApp();
    const { id } = await createDataSource(other, { name: "Secret", entries: [{ a: 1 }] });
    const refusals = await run(
      app,
      `const c = await Fliplet.DataSources.create({ name: 'Mine' }).then(({ id }) => Fliplet.DataSources.connect(id));
      const told = (promise) => promise.then(() => 'fine', (error) => error.status);
      return Promise.all([
        told(Fliplet.DataSources.connect(${id})),
        told(Fliplet.DataSources.connectByName('Secret')),
        told(c.find({ dataSourceId: ${id} }).then((found) => { if (found.length) throw new Error('seen'); })),
        told(c.commit({ dataSourceId: ${id}, delete: [1] })),
        told(c.find({ where: { $where: 'true' } })),
        told(c.insert(JSON.parse('{"__proto__": 1}'))),
      ]);`,
    );
    expect(refusals).toEqual([
      ...["DATA_SOURCE_NOT_FOUND", "DATA_SOURCE_NOT_FOUND", "fine", "fine"],
      ...["INVALID_INPUT", "INVALID_INPUT"],
    ]);
  });
});
