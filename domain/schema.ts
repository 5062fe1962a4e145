import { z } from "zod";
import type { ErrorStatus } from "./errors.ts";

/** Adds an issue that carries the stable status clients branch on. */
export function said(
  ctx: { addIssue(issue: { code: "custom"; message: string; params: { status: ErrorStatus } }): void },
  status: ErrorStatus,
  message: string,
) {
  ctx.addIssue({ code: "custom", message, params: { status } });
}

/** A row's id: a whole number from 1 up that JavaScript can hold exactly. */
export const idSchema = (message: string) =>
  z.int({ error: message }).min(1, { error: message }).max(Number.MAX_SAFE_INTEGER, { error: message });

export const titleSchema = (what: string, max: number) =>
  z
    .string({ error: `${what} needs a name.` })
    .trim()
    .min(1, { error: `${what} needs a name.` })
    .max(max, { error: `The name must have at most ${max} characters.` })
    // PostgreSQL refuses NUL; other control characters have no place in a title.
    .refine((text) => !/\p{Cc}/u.test(text), { error: "The name must not hold control characters." });

/** A text that PostgreSQL can hold and compare: it refuses NUL. */
export const plainTextSchema = (max: number, message: string) =>
  z
    .string({ error: message })
    .max(max, { error: message })
    .refine((text) => !text.includes("\u0000"), { error: "A text must not hold a NUL character." });

const INSTANT_MIN = Date.UTC(1000, 0, 1);
const INSTANT_MAX = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** An instant in ISO 8601 with a zone, in the years from 1000 to 9999 of UTC: PostgreSQL has no year 0. */
export const instantSchema = z.iso
  .datetime({ offset: true, error: "Expected an instant such as 2026-01-31T08:00:00Z." })
  .refine((text) => Date.parse(text) >= INSTANT_MIN && Date.parse(text) <= INSTANT_MAX, {
    error: "Expected an instant in the years from 1000 to 9999.",
  });
