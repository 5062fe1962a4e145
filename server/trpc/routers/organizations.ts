import { organizationNameInput, organizationRefInput } from "#domain/member.ts";
import {
  createOrganization,
  listOrganizations,
  renameOrganization,
  setActiveOrganization,
} from "../../services/organizations/index.ts";
import { nothing, personProcedure, router } from "../init.ts";

export const organizationsRouter = router({
  /** Those that the person belongs to. */
  list: personProcedure.input(nothing).query(({ ctx }) => listOrganizations(ctx.person)),
  create: personProcedure
    .input(organizationNameInput)
    .mutation(({ ctx, input }) => createOrganization(ctx.person, input)),
  rename: personProcedure
    .input(organizationNameInput)
    .mutation(({ ctx, input }) => renameOrganization(ctx.person, input)),
  setActive: personProcedure
    .input(organizationRefInput)
    .mutation(({ ctx, input }) => setActiveOrganization(ctx.person, input)),
});
