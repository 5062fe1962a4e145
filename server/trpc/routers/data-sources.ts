import {
  appendEntriesInput,
  commitEntriesInput,
  createDataSourceInput,
  dataSourceByName,
  dataSourceRef,
  editDataSourceInput,
  entryRef,
  findEntriesInput,
  getIndexesInput,
  importCsvInput,
  insertEntryInput,
  previewCsvInput,
  removeEntriesInput,
  removeWhereInput,
  updateEntryInput,
} from "#domain/data-source.ts";
import {
  appendEntries,
  commitEntries,
  createDataSource,
  editDataSource,
  findEntries,
  getDataSource,
  getDataSourceByName,
  getEntry,
  getIndexes,
  importCsv,
  insertEntry,
  listDataSources,
  previewCsv,
  removeDataSource,
  removeEntries,
  removeEntriesWhere,
  removeEntry,
  summariseDataSources,
  updateEntry,
} from "../../services/data-sources/index.ts";
import { appOnly, appProcedure, inApp, router } from "../init.ts";

export const dataSourcesRouter = router({
  list: appProcedure.input(appOnly).query(({ ctx }) => listDataSources(ctx.app)),
  summaries: appProcedure.input(appOnly).query(({ ctx }) => summariseDataSources(ctx.app)),
  get: appProcedure.input(inApp(dataSourceRef)).query(({ ctx, input }) => getDataSource(ctx.app, input)),
  getByName: appProcedure.input(inApp(dataSourceByName)).query(({ ctx, input }) => getDataSourceByName(ctx.app, input)),
  create: appProcedure
    .input(inApp(createDataSourceInput))
    .mutation(({ ctx, input }) => createDataSource(ctx.app, input)),
  edit: appProcedure.input(inApp(editDataSourceInput)).mutation(({ ctx, input }) => editDataSource(ctx.app, input)),
  remove: appProcedure.input(inApp(dataSourceRef)).mutation(({ ctx, input }) => removeDataSource(ctx.app, input)),
  find: appProcedure.input(inApp(findEntriesInput)).query(({ ctx, input }) => findEntries(ctx.app, input)),
  findById: appProcedure.input(inApp(entryRef)).query(({ ctx, input }) => getEntry(ctx.app, input)),
  getIndexes: appProcedure.input(inApp(getIndexesInput)).query(({ ctx, input }) => getIndexes(ctx.app, input)),
  insert: appProcedure.input(inApp(insertEntryInput)).mutation(({ ctx, input }) => insertEntry(ctx.app, input)),
  update: appProcedure.input(inApp(updateEntryInput)).mutation(({ ctx, input }) => updateEntry(ctx.app, input)),
  append: appProcedure.input(inApp(appendEntriesInput)).mutation(({ ctx, input }) => appendEntries(ctx.app, input)),
  commit: appProcedure.input(inApp(commitEntriesInput)).mutation(({ ctx, input }) => commitEntries(ctx.app, input)),
  importCsv: appProcedure.input(inApp(importCsvInput)).mutation(({ ctx, input }) => importCsv(ctx.app, input)),
  // A mutation for its size only: it changes nothing.
  previewCsv: appProcedure.input(inApp(previewCsvInput)).mutation(({ input }) => previewCsv(input)),
  removeById: appProcedure.input(inApp(entryRef)).mutation(({ ctx, input }) => removeEntry(ctx.app, input)),
  removeEntries: appProcedure
    .input(inApp(removeEntriesInput))
    .mutation(({ ctx, input }) => removeEntries(ctx.app, input)),
  removeWhere: appProcedure
    .input(inApp(removeWhereInput))
    .mutation(({ ctx, input }) => removeEntriesWhere(ctx.app, input)),
});
