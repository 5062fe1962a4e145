import { z } from "zod";
import { TITLE_LENGTH_MAX, TOKEN_OVERLAP_HOURS_DEFAULT, TOKEN_OVERLAP_HOURS_MAX } from "./limits.ts";
import { idSchema, instantSchema, titleSchema } from "./schema.ts";
import { PUBLISHABLE_SCOPES, SCOPES, type Scope, TOKEN_KINDS, type TokenKind } from "./scope.ts";

export interface Token {
  id: number;
  name: string;
  kind: TokenKind;
  /** The first characters, to tell tokens apart. */
  prefix: string;
  scopes: Scope[];
  origins: string[];
  createdAt: string;
  lastUsedAt: string | null;
  /** From then on it is refused; null: never. */
  expiresAt: string | null;
  /** Until when the token that it replaced is good, where it was rotated; null when none is. */
  previousExpiresAt: string | null;
}

/** What a token learns about itself. */
export interface CurrentToken extends Pick<Token, "id" | "name" | "kind" | "scopes" | "expiresAt"> {
  /** The app that it speaks for. */
  app: { id: number; name: string };
}

/** An origin as browsers send it: scheme, host, port; no path. */
const originSchema = z
  .string()
  .max(300)
  .transform((text, ctx) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (
      url &&
      (url.protocol === "https:" || url.protocol === "http:") &&
      url.pathname === "/" &&
      !url.search &&
      !url.hash &&
      !url.username &&
      // Origins are compared whole.
      !url.hostname.includes("*")
    )
      return url.origin;
    ctx.addIssue({
      code: "custom",
      message: `"${text}" is not an origin. Expected scheme and host without wildcards, e.g. https://app.example.org.`,
    });
    return z.NEVER;
  });

export const createTokenInput = z
  .strictObject({
    name: titleSchema("A token", TITLE_LENGTH_MAX),
    kind: z.enum(TOKEN_KINDS, { error: 'kind must be "secret" or "publishable".' }),
    scopes: z
      .array(z.enum(SCOPES, { error: `A scope must be one of: ${SCOPES.join(", ")}.` }))
      .min(1, { error: "Choose at least one scope." }),
    origins: z.array(originSchema).max(50).default([]),
    /** When it expires; absent or null: never. */
    expiresAt: instantSchema.nullish(),
  })
  .superRefine((input, ctx) => {
    if (input.kind !== "publishable") return;
    const tooMuch = input.scopes.filter((scope) => !PUBLISHABLE_SCOPES.includes(scope));
    if (tooMuch.length > 0)
      ctx.addIssue({
        code: "custom",
        path: ["scopes"],
        message: `A publishable token is readable by everyone and may only hold ${PUBLISHABLE_SCOPES.join(", ")}; leave out ${tooMuch.join(", ")} or make it a secret token.`,
      });
  });
export type CreateTokenInput = z.input<typeof createTokenInput>;

export const rotateTokenInput = z.strictObject({
  id: idSchema("id must be the id of a token."),
  /** 0 ends the old text at once, as for one that leaked. */
  overlapHours: z
    .int({ error: "overlapHours must be a whole number of hours." })
    .min(0, { error: "overlapHours must not be negative." })
    .max(TOKEN_OVERLAP_HOURS_MAX, { error: `overlapHours must be at most ${TOKEN_OVERLAP_HOURS_MAX}.` })
    .default(TOKEN_OVERLAP_HOURS_DEFAULT),
  /** A new expiry; absent: it stays. */
  expiresAt: instantSchema.nullish(),
});
export type RotateTokenInput = z.input<typeof rotateTokenInput>;

export const tokenRefInput = z.strictObject({ id: idSchema("id must be the id of a token.") });
export type TokenRefInput = z.infer<typeof tokenRefInput>;
