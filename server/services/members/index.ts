export { acceptInvitation, type SignedIn, viewInvitation } from "./accept-invitation.ts";
export * from "./change-members.ts";
export { inviteMember, listInvitations, revokeInvitation } from "./invitations.ts";
export * from "./list-members.ts";
