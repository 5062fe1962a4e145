import {
  appendEntriesInput,
  createDataSourceInput,
  dataSourceByName,
  dataSourceRef,
  entryRef,
  findEntriesInput,
  insertEntryInput,
  removeWhereInput,
  updateEntryInput,
} from "#domain/data-source.ts";
import {
  appendEntries,
  createDataSource,
  findEntries,
  getDataSource,
  getDataSourceByName,
  getEntry,
  insertEntry,
  listDataSources,
  removeEntriesWhere,
  removeEntry,
  updateEntry,
} from "../../services/data-sources/index.ts";
import { appOnly, appProcedure, inApp, router } from "../init.ts";

const read = appProcedure("data:read");
const write = appProcedure("data:write");

export const dataSourcesRouter = router({
  list: read.input(appOnly).query(({ ctx }) => listDataSources(ctx.app)),
  get: read.input(inApp(dataSourceRef)).query(({ ctx, input }) => getDataSource(ctx.app, input)),
  getByName: read.input(inApp(dataSourceByName)).query(({ ctx, input }) => getDataSourceByName(ctx.app, input)),
  create: write.input(inApp(createDataSourceInput)).mutation(({ ctx, input }) => createDataSource(ctx.app, input)),
  find: read.input(inApp(findEntriesInput)).query(({ ctx, input }) => findEntries(ctx.app, input)),
  findById: read.input(inApp(entryRef)).query(({ ctx, input }) => getEntry(ctx.app, input)),
  insert: write.input(inApp(insertEntryInput)).mutation(({ ctx, input }) => insertEntry(ctx.app, input)),
  update: write.input(inApp(updateEntryInput)).mutation(({ ctx, input }) => updateEntry(ctx.app, input)),
  append: write.input(inApp(appendEntriesInput)).mutation(({ ctx, input }) => appendEntries(ctx.app, input)),
  removeById: write.input(inApp(entryRef)).mutation(({ ctx, input }) => removeEntry(ctx.app, input)),
  removeWhere: write.input(inApp(removeWhereInput)).mutation(({ ctx, input }) => removeEntriesWhere(ctx.app, input)),
});
