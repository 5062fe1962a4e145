import { badInput } from "#domain/errors.ts";
import { createTokenInput, rotateTokenInput, tokenRefInput } from "#domain/token.ts";
import { createToken, describeToken, listTokens, revokeToken, rotateToken } from "../../services/tokens/index.ts";
import { appOnly, appProcedure, inApp, knownProcedure, router } from "../init.ts";

export const tokensRouter = router({
  /** What the token that asks is, and which app it speaks for. */
  current: knownProcedure.input(appOnly).query(({ ctx: { caller, services } }) => {
    if (caller.kind !== "token") throw badInput("INVALID_INPUT", "This tells a token about itself. Send one.");
    return describeToken(services, caller.token);
  }),
  list: appProcedure.input(appOnly).query(({ ctx }) => listTokens(ctx.app)),
  create: appProcedure.input(inApp(createTokenInput)).mutation(({ ctx, input }) => createToken(ctx.app, input)),
  rotate: appProcedure.input(inApp(rotateTokenInput)).mutation(({ ctx, input }) => rotateToken(ctx.app, input)),
  revoke: appProcedure.input(inApp(tokenRefInput)).mutation(({ ctx, input }) => revokeToken(ctx.app, input)),
});
