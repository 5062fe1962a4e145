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
import { appOnly, appProcedure, inApp, router, streamed } from "../init.ts";

export const screensRouter = router({
  list: appProcedure.input(appOnly).query(({ ctx }) => listScreens(ctx.app)),
  get: appProcedure.input(inApp(screenRefInput)).query(({ ctx, input }) => getScreen(ctx.app, input)),
  /** Whether this server can run screens that ask for a browser. */
  engines: appProcedure.input(appOnly).query(({ ctx }) => ({ browser: ctx.app.runner.hasBrowser() })),
  create: appProcedure.input(inApp(createScreenInput)).mutation(({ ctx, input }) => createScreen(ctx.app, input)),
  saveDraft: appProcedure.input(inApp(saveDraftInput)).mutation(({ ctx, input }) => saveDraft(ctx.app, input)),
  publish: appProcedure.input(inApp(publishScreenInput)).mutation(({ ctx, input }) => publishScreen(ctx.app, input)),
  /** The same, each case that it asks for told when it has run; for links that can stream. */
  streamPublish: appProcedure
    .input(inApp(publishScreenInput))
    .mutation(({ input, ...call }) => streamed(call, (signal) => streamPublish(call.ctx.app, input, signal))),
  setPublishRule: appProcedure
    .input(inApp(setPublishRuleInput))
    .mutation(({ ctx, input }) => setPublishRule(ctx.app, input)),
  versions: appProcedure.input(inApp(screenRefInput)).query(({ ctx, input }) => listVersions(ctx.app, input)),
  version: appProcedure.input(inApp(screenVersionInput)).query(({ ctx, input }) => getVersion(ctx.app, input)),
  restore: appProcedure.input(inApp(screenVersionInput)).mutation(({ ctx, input }) => restoreVersion(ctx.app, input)),
  remove: appProcedure.input(inApp(screenRefInput)).mutation(({ ctx, input }) => removeScreen(ctx.app, input)),
  testRun: appProcedure.input(inApp(testRunInput)).mutation(({ ctx, input }) => ctx.app.runner.testRun(ctx.app, input)),
  /** The same, told while it runs; for links that can stream. */
  streamTestRun: appProcedure
    .input(inApp(testRunInput))
    .mutation(({ input, ...call }) => streamed(call, (signal) => streamTestRun(call.ctx.app, input, signal))),
  recentPayloads: appProcedure
    .input(inApp(screenRefInput))
    .query(({ ctx, input }) => listRecentPayloads(ctx.app, input)),
  cases: router({
    list: appProcedure.input(inApp(screenRefInput)).query(({ ctx, input }) => listCases(ctx.app, input)),
    save: appProcedure.input(inApp(saveCaseInput)).mutation(({ ctx, input }) => saveCase(ctx.app, input)),
    remove: appProcedure.input(inApp(caseRefInput)).mutation(({ ctx, input }) => removeCase(ctx.app, input)),
    run: appProcedure
      .input(inApp(runCasesInput))
      .mutation(({ ctx, input, signal }) => runCases(ctx.app, input, signal)),
    /** The same, each told when it has run; for links that can stream. */
    stream: appProcedure
      .input(inApp(runCasesInput))
      .mutation(({ input, ...call }) => streamed(call, (signal) => streamCases(call.ctx.app, input, signal))),
  }),
});
