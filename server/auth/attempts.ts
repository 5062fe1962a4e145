import { createHash, randomBytes } from "node:crypto";

/** Wrong passwords in a quarter of an hour, for an account from all unknown browsers together, or from one it knows. */
const WRONG_MAX = 10;
const WINDOW_S = 900;

/** How long a browser in which somebody signed in is remembered, seconds. */
export const DEVICE_COOKIE_S = 180 * 24 * 60 * 60;

const nameOf = (email: string) => createHash("sha256").update(email.toLowerCase()).digest("hex").slice(0, 32);

/** What the signed cookie of a browser holds in which somebody signed in: whose it is, and a name of its own. */
export const newDevice = (email: string) => `${nameOf(email)}.${randomBytes(12).toString("base64url")}`;

/**
 * The limit that an attempt to sign in counts with. Strangers who guess share one for the account, from however many
 * addresses they come; a browser in which its owner has signed in before has one of its own, so that no stranger locks
 * the owner out there. An address that nobody has is counted like any other.
 */
export function attemptLimit(email: string, device: string | null) {
  const name = nameOf(email);
  const key = device?.startsWith(`${name}.`) ? `sign-in:device:${device}` : `sign-in:account:${name}`;
  return { key, max: WRONG_MAX, windowS: WINDOW_S };
}
