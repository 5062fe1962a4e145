import { z } from "zod";
import {
  emailSchema,
  linkTokenSchema,
  newPasswordSchema,
  organizationNameSchema,
  personNameSchema,
  rowIdSchema,
} from "./person.ts";
import { ROLES, type Role } from "./role.ts";
import { idSchema } from "./schema.ts";

/** How long an invitation can be accepted, days. */
export const INVITATION_DAYS = 7;
/** Invitations that may be open in an organisation at once. */
export const INVITATIONS_MAX = 100;

/** A person in an organisation. */
export interface Member {
  id: string;
  userId: string;
  name: string;
  email: string;
  role: Role;
  /** The apps that they are let into; null for all of the organisation. */
  appIds: number[] | null;
  isYou: boolean;
  joinedAt: string;
  /** Whether signing in asks for more than a password, or a passkey is there to do without; null for eyes of less than an admin. */
  hasSecondFactor: boolean | null;
  /** Null when they have no session, and for eyes of less than an admin. */
  lastSeenAt: string | null;
}

/** A person who was asked to join and has not answered yet. */
export interface Invitation {
  id: string;
  email: string;
  role: Role;
  appIds: number[] | null;
  invitedBy: string;
  createdAt: string;
  expiresAt: string;
  isExpired: boolean;
}

/** What became of the mail beside a link: none was sent where the operator has set up no mail server. */
export type MailOutcome = "sent" | "failed" | "none";

/** What the holder of an invitation's link is shown. */
export interface InvitationView {
  organization: string;
  email: string;
  role: Role;
  invitedBy: string;
  expiresAt: string;
  /** Who is signed in in this browser; null for nobody. */
  signedInAs: string | null;
}

const roleSchema = z.enum(ROLES, { error: "The role must be owner, admin, editor or viewer." });
const memberIdSchema = rowIdSchema("id must be the id of a person in this organisation.");

/** Null lets into all apps, also those to come. */
const appIdsSchema = z
  .array(idSchema("appIds must be ids of apps."), { error: "appIds must be ids of apps." })
  .min(1, { error: "Choose at least one app, or all of them." })
  .max(500)
  .nullish();

export const inviteMemberInput = z.strictObject({ email: emailSchema, role: roleSchema, appIds: appIdsSchema });
export type InviteMemberInput = z.infer<typeof inviteMemberInput>;

export const invitationRefInput = z.strictObject({ id: rowIdSchema("id must be the id of an invitation.") });
export type InvitationRefInput = z.infer<typeof invitationRefInput>;

export const invitationLinkInput = z.strictObject({ token: linkTokenSchema });
export type InvitationLinkInput = z.infer<typeof invitationLinkInput>;

export const acceptInvitationInput = z.strictObject({
  token: linkTokenSchema,
  /** For those who have no account yet; without it the person who is signed in accepts. */
  newcomer: z.strictObject({ name: personNameSchema, password: newPasswordSchema }).optional(),
});
export type AcceptInvitationInput = z.infer<typeof acceptInvitationInput>;

export const setMemberRoleInput = z.strictObject({ id: memberIdSchema, role: roleSchema, appIds: appIdsSchema });
export type SetMemberRoleInput = z.infer<typeof setMemberRoleInput>;

export const memberRefInput = z.strictObject({ id: memberIdSchema });
export type MemberRefInput = z.infer<typeof memberRefInput>;

/** An organisation that a person belongs to. */
export interface OrganizationMembership {
  id: string;
  name: string;
  role: Role;
  isActive: boolean;
}

export const organizationNameInput = z.strictObject({ name: organizationNameSchema });
export type OrganizationNameInput = z.infer<typeof organizationNameInput>;

export const organizationRefInput = z.strictObject({ id: rowIdSchema("id must be the id of an organisation.") });
export type OrganizationRefInput = z.infer<typeof organizationRefInput>;
