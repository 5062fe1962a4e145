import { z } from "zod";
import {
  emailSchema,
  linkTokenSchema,
  newPasswordSchema,
  passwordSchema,
  personNameSchema,
  rowIdSchema,
} from "./person.ts";
import { titleSchema } from "./schema.ts";

/** How long a link to a new password works, minutes. */
export const RESET_LINK_MINUTES = 60;
/** The same for a link that an admin hands over, hours. */
export const HANDED_RESET_LINK_HOURS = 24;
/** How long a link that shows an address to be somebody's works, hours. */
export const VERIFICATION_LINK_HOURS = 24;
export const PASSKEYS_MAX = 20;

/** A person's own account. */
export interface Account {
  name: string;
  email: string;
  isEmailVerified: boolean;
  /** Whether signing in with the password asks for a code too. */
  hasTotp: boolean;
  passkeys: Passkey[];
  /** Whether the server can send mails: links to a new password, to show that an address is theirs. */
  canMail: boolean;
}

export interface Passkey {
  id: string;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
  /** Kept by a service that brings it to all devices of its owner. */
  isSynced: boolean;
}

/** A place where the person is signed in. */
export interface SessionInfo {
  id: string;
  isCurrent: boolean;
  ip: string | null;
  userAgent: string | null;
  createdAt: string;
  lastSeenAt: string;
}

export const renameInput = z.strictObject({ name: personNameSchema });
export type RenameInput = z.infer<typeof renameInput>;

export const changePasswordInput = z.strictObject({ current: passwordSchema, next: newPasswordSchema });
export type ChangePasswordInput = z.infer<typeof changePasswordInput>;

export const sessionRefInput = z.strictObject({ id: rowIdSchema("id must be the id of a session.") });
export type SessionRefInput = z.infer<typeof sessionRefInput>;

export const requestResetInput = z.strictObject({ email: emailSchema });
export type RequestResetInput = z.infer<typeof requestResetInput>;

export const resetPasswordInput = z.strictObject({ token: linkTokenSchema, password: newPasswordSchema });
export type ResetPasswordInput = z.infer<typeof resetPasswordInput>;

export const linkInput = z.strictObject({ token: linkTokenSchema });
export type LinkInput = z.infer<typeof linkInput>;

export const beginPasskeyInput = z.strictObject({ password: passwordSchema });
export type BeginPasskeyInput = z.infer<typeof beginPasskeyInput>;

const passkeyNameSchema = titleSchema("A passkey", 60);

/** What the browser answers (WebAuthn's RegistrationResponseJSON); its parts are checked where it is verified. */
export const finishPasskeyInput = z.strictObject({
  name: passkeyNameSchema,
  response: z
    .looseObject({
      id: z.string().max(2_000),
      rawId: z.string().max(2_000),
      type: z.literal("public-key"),
      response: z.looseObject({
        clientDataJSON: z.string().max(20_000),
        attestationObject: z.string().max(100_000),
        transports: z.array(z.string().max(40)).max(10).optional(),
      }),
      clientExtensionResults: z.looseObject({}).default({}),
    })
    .describe("RegistrationResponseJSON"),
});
export type FinishPasskeyInput = z.infer<typeof finishPasskeyInput>;

const passkeyIdSchema = rowIdSchema("id must be the id of a passkey.");
export const renamePasskeyInput = z.strictObject({ id: passkeyIdSchema, name: passkeyNameSchema });
export type RenamePasskeyInput = z.infer<typeof renamePasskeyInput>;

export const passkeyRefInput = z.strictObject({ id: passkeyIdSchema });
export type PasskeyRefInput = z.infer<typeof passkeyRefInput>;
