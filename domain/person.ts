import { z } from "zod";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "./limits.ts";
import { titleSchema } from "./schema.ts";

export const personNameSchema = titleSchema("A person", 120);
export const organizationNameSchema = titleSchema("An organisation", 120);

/** Written small: one mailbox is one person. */
export const emailSchema = z
  .string({ error: "That is not an email address." })
  .trim()
  .toLowerCase()
  .pipe(z.email({ error: "That is not an email address." }).max(254, { error: "That is not an email address." }));

export const newPasswordSchema = z
  .string({ error: "Write a password." })
  .min(PASSWORD_LENGTH_MIN, { error: `The password needs at least ${PASSWORD_LENGTH_MIN} characters.` })
  .max(PASSWORD_LENGTH_MAX, { error: `The password may have at most ${PASSWORD_LENGTH_MAX} characters.` });

/** A password to check: whatever was typed, within bounds. */
export const passwordSchema = z
  .string({ error: "Write your password." })
  .min(1, { error: "Write your password." })
  .max(PASSWORD_LENGTH_MAX, { error: "That is not your password." });

/** The secret of a link that was mailed or handed over. */
export const linkTokenSchema = z
  .string({ error: "This link lacks its token." })
  .regex(/^[A-Za-z0-9_-]{43}$/, { error: "This link is not whole. Copy the whole address." });

/** A row's id as better-auth makes it. */
export const rowIdSchema = (message: string) =>
  z
    .string({ error: message })
    .min(1, { error: message })
    .max(64, { error: message })
    .regex(/^[\w-]+$/, { error: message });
