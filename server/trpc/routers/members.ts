import {
  acceptInvitationInput,
  invitationLinkInput,
  invitationRefInput,
  inviteMemberInput,
  memberRefInput,
  setMemberRoleInput,
} from "#domain/member.ts";
import {
  acceptInvitation,
  createResetLink,
  inviteMember,
  leaveOrganization,
  listInvitations,
  listMembers,
  removeMember,
  revokeInvitation,
  type SignedIn,
  setMemberRole,
  viewInvitation,
} from "../../services/members/index.ts";
import { nothing, peopleProcedure, publicProcedure, router } from "../init.ts";

export const membersRouter = router({
  list: peopleProcedure.input(nothing).query(({ ctx }) => listMembers(ctx.organization)),
  invite: peopleProcedure.input(inviteMemberInput).mutation(({ ctx, input }) => inviteMember(ctx.organization, input)),
  invitations: peopleProcedure.input(nothing).query(({ ctx }) => listInvitations(ctx.organization)),
  revokeInvitation: peopleProcedure
    .input(invitationRefInput)
    .mutation(({ ctx, input }) => revokeInvitation(ctx.organization, input)),
  setRole: peopleProcedure
    .input(setMemberRoleInput)
    .mutation(({ ctx, input }) => setMemberRole(ctx.organization, input)),
  remove: peopleProcedure.input(memberRefInput).mutation(({ ctx, input }) => removeMember(ctx.organization, input)),
  leave: peopleProcedure.input(nothing).mutation(({ ctx }) => leaveOrganization(ctx.organization)),
  createResetLink: peopleProcedure
    .input(memberRefInput)
    .mutation(({ ctx, input }) => createResetLink(ctx.organization, input)),
  /** What an invitation is for, by the secret of its link. */
  invitation: publicProcedure
    .input(invitationLinkInput)
    .query(async ({ ctx, input }) => viewInvitation(ctx.services, input, await signedIn(ctx))),
  accept: publicProcedure
    .input(acceptInvitationInput)
    .mutation(async ({ ctx, input }) =>
      acceptInvitation({ ...ctx.services, source: ctx.source }, input, await signedIn(ctx)),
    ),
});

const signedIn = async (ctx: { person?: () => Promise<SignedIn | null> }) => (await ctx.person?.()) ?? null;
