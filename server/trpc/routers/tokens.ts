import { createTokenInput, tokenRefInput } from "#domain/token.ts";
import { createToken, listTokens, revokeToken } from "../../services/tokens/index.ts";
import { appOnly, appProcedure, inApp, router } from "../init.ts";

/** Tokens make no tokens: only people do. */
const studio = appProcedure("studio");

export const tokensRouter = router({
  list: studio.input(appOnly).query(({ ctx }) => listTokens(ctx.app)),
  create: studio.input(inApp(createTokenInput)).mutation(({ ctx, input }) => createToken(ctx.app, input)),
  revoke: studio.input(inApp(tokenRefInput)).mutation(({ ctx, input }) => revokeToken(ctx.app, input)),
});
