import { rotateUserKeyInput } from "#domain/user.ts";
import { getUserKey, rotateUserKey } from "../../services/user-keys/index.ts";
import { appOnly, appProcedure, inApp, router } from "../init.ts";

export const userKeyRouter = router({
  get: appProcedure.input(appOnly).query(({ ctx }) => getUserKey(ctx.app)),
  rotate: appProcedure.input(inApp(rotateUserKeyInput)).mutation(({ ctx, input }) => rotateUserKey(ctx.app, input)),
});
