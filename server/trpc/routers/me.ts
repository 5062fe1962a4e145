import { unauthorized } from "#domain/errors.ts";
import { publicProcedure, router } from "../init.ts";

export const meRouter = router({
  get: publicProcedure.query(({ ctx: { caller } }) => {
    if (caller.kind !== "session") throw unauthorized("Sign in first.");
    return caller.session;
  }),
});
