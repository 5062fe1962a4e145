import { createTokenInput, rotateTokenInput, tokenRefInput } from "#domain/token.ts";
import { createToken, listTokens, revokeToken, rotateToken } from "../../services/tokens/index.ts";
import { appOnly, appProcedure, inApp, router } from "../init.ts";

export const tokensRouter = router({
  list: appProcedure.input(appOnly).query(({ ctx }) => listTokens(ctx.app)),
  create: appProcedure.input(inApp(createTokenInput)).mutation(({ ctx, input }) => createToken(ctx.app, input)),
  rotate: appProcedure.input(inApp(rotateTokenInput)).mutation(({ ctx, input }) => rotateToken(ctx.app, input)),
  revoke: appProcedure.input(inApp(tokenRefInput)).mutation(({ ctx, input }) => revokeToken(ctx.app, input)),
});
