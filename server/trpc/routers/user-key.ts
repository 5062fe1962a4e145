import { rotateUserKeyInput } from "#domain/user.ts";
import { getUserKey, rotateUserKey } from "../../services/user-keys/index.ts";
import { appOnly, appProcedure, inApp, router } from "../init.ts";

/** Who signs as an app decides who its users are: only people in the studio make keys. */
const studio = appProcedure("studio");

export const userKeyRouter = router({
  get: studio.input(appOnly).query(({ ctx }) => getUserKey(ctx.app)),
  rotate: studio.input(inApp(rotateUserKeyInput)).mutation(({ ctx, input }) => rotateUserKey(ctx.app, input)),
});
