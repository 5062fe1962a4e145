import { z } from "zod";

/**
 * The user of an app on whose behalf a run was asked for: what the app's own signed token said. `sub` is the app's id of
 * the user; the other claims are whatever the app chose to say.
 */
export interface AppUser {
  sub: string;
  email?: string;
  name?: string;
  [claim: string]: unknown;
}

/** Bytes of a token's claims as JSON, in UTF-8. */
export const USER_CLAIMS_BYTES_MAX = 8_192;

/** The header that carries a user token beside the app's own. */
export const USER_TOKEN_HEADER = "x-user-token";

/** The key that signs an app's user tokens, as the studio shows it; times are ISO 8601 UTC. */
export interface UserKeyInfo {
  createdAt: string;
  createdBy: string | null;
  /** Until when tokens of the key before are still taken; null when there is none. */
  previousUntil: string | null;
}

export const rotateUserKeyInput = z.strictObject({
  /** False when the old key leaked: its tokens are refused from now on. */
  keepPrevious: z.boolean({ error: "keepPrevious must be true or false." }).default(true),
});
export type RotateUserKeyInput = z.input<typeof rotateUserKeyInput>;
