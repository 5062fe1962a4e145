import {
  createScreenInput,
  publishScreenInput,
  saveDraftInput,
  screenRefInput,
  screenVersionInput,
  testRunInput,
} from "#domain/screen.ts";
import {
  createScreen,
  getScreen,
  getVersion,
  listScreens,
  listVersions,
  publishScreen,
  removeScreen,
  restoreVersion,
  saveDraft,
} from "../../services/screens/index.ts";
import { appOnly, appProcedure, inApp, router } from "../init.ts";

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
  versions: read.input(inApp(screenRefInput)).query(({ ctx, input }) => listVersions(ctx.app, input)),
  version: read.input(inApp(screenVersionInput)).query(({ ctx, input }) => getVersion(ctx.app, input)),
  restore: write.input(inApp(screenVersionInput)).mutation(({ ctx, input }) => restoreVersion(ctx.app, input)),
  remove: write.input(inApp(screenRefInput)).mutation(({ ctx, input }) => removeScreen(ctx.app, input)),
  testRun: write.input(inApp(testRunInput)).mutation(({ ctx, input }) => ctx.app.runner.testRun(ctx.app, input)),
});
