import {
  createScreenInput,
  publishScreenInput,
  runCasesInput,
  saveDraftInput,
  screenRefInput,
  screenVersionInput,
  testRunInput,
} from "#domain/screen.ts";
import { caseRefInput, saveCaseInput, setPublishRuleInput } from "#domain/screen-case.ts";
import { listRecentPayloads } from "../../services/runs/index.ts";
import {
  createScreen,
  getScreen,
  getVersion,
  listCases,
  listScreens,
  listVersions,
  publishScreen,
  removeCase,
  removeScreen,
  restoreVersion,
  runCases,
  saveCase,
  saveDraft,
  setPublishRule,
  streamCases,
  streamPublish,
  streamTestRun,
} from "../../services/screens/index.ts";
import { appOnly, appProcedure, inApp, mapStreamErrors, router } from "../init.ts";

const read = appProcedure("screens:read");
const write = appProcedure("screens:write");

export const screensRouter = router({
  list: read.input(appOnly).query(({ ctx }) => listScreens(ctx.app)),
  get: read.input(inApp(screenRefInput)).query(({ ctx, input }) => getScreen(ctx.app, input)),
  /** Whether this server can run screens that ask for a browser. */
  engines: read.input(appOnly).query(({ ctx }) => ({ browser: ctx.app.runner.hasBrowser() })),
  create: write.input(inApp(createScreenInput)).mutation(({ ctx, input }) => createScreen(ctx.app, input)),
  saveDraft: write.input(inApp(saveDraftInput)).mutation(({ ctx, input }) => saveDraft(ctx.app, input)),
  publish: write.input(inApp(publishScreenInput)).mutation(({ ctx, input }) => publishScreen(ctx.app, input)),
  /** The same, each case that it asks for told when it has run; for links that can stream. */
  streamPublish: write
    .input(inApp(publishScreenInput))
    .mutation(({ ctx, input, signal }) => mapStreamErrors(streamPublish(ctx.app, input, signal))),
  setPublishRule: write.input(inApp(setPublishRuleInput)).mutation(({ ctx, input }) => setPublishRule(ctx.app, input)),
  versions: read.input(inApp(screenRefInput)).query(({ ctx, input }) => listVersions(ctx.app, input)),
  version: read.input(inApp(screenVersionInput)).query(({ ctx, input }) => getVersion(ctx.app, input)),
  restore: write.input(inApp(screenVersionInput)).mutation(({ ctx, input }) => restoreVersion(ctx.app, input)),
  remove: write.input(inApp(screenRefInput)).mutation(({ ctx, input }) => removeScreen(ctx.app, input)),
  testRun: write.input(inApp(testRunInput)).mutation(({ ctx, input }) => ctx.app.runner.testRun(ctx.app, input)),
  /** The same, told while it runs; for links that can stream. */
  streamTestRun: write
    .input(inApp(testRunInput))
    .mutation(({ ctx, input, signal }) => mapStreamErrors(streamTestRun(ctx.app, input, signal))),
  recentPayloads: write.input(inApp(screenRefInput)).query(({ ctx, input }) => listRecentPayloads(ctx.app, input)),
  cases: router({
    list: read.input(inApp(screenRefInput)).query(({ ctx, input }) => listCases(ctx.app, input)),
    save: write.input(inApp(saveCaseInput)).mutation(({ ctx, input }) => saveCase(ctx.app, input)),
    remove: write.input(inApp(caseRefInput)).mutation(({ ctx, input }) => removeCase(ctx.app, input)),
    run: write.input(inApp(runCasesInput)).mutation(({ ctx, input, signal }) => runCases(ctx.app, input, signal)),
    /** The same, each told when it has run; for links that can stream. */
    stream: write
      .input(inApp(runCasesInput))
      .mutation(({ ctx, input, signal }) => mapStreamErrors(streamCases(ctx.app, input, signal))),
  }),
});
