import { organizationProcedure, router } from "../init.ts";

export const meRouter = router({
  get: organizationProcedure.query(({ ctx: { caller } }) => {
    // The procedure lets people in and nobody else.
    if (caller.kind !== "session") throw new Error("Only a session gets here.");
    return caller.session;
  }),
});
