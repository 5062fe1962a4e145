import { createOwnerInput } from "#server/auth/create-owner.ts";
import { publicProcedure, router } from "../init.ts";

export const setupRouter = router({
  status: publicProcedure.query(async ({ ctx }) => ({ needed: await ctx.setup.isNeeded() })),
  createOwner: publicProcedure.input(createOwnerInput).mutation(({ ctx, input }) => ctx.setup.createOwner(input)),
});
