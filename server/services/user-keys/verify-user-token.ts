import { errors, type JWTPayload, jwtVerify } from "jose";
import { unauthorized } from "#domain/errors.ts";
import { USER_TOKEN_HOURS_MAX } from "#domain/limits.ts";
import { type AppUser, USER_CLAIMS_BYTES_MAX } from "#domain/user.ts";
import type { ServiceContext } from "../../context.ts";
import { storableJson } from "../storable.ts";
import { userKeysInForce } from "./user-keys.ts";

/** How far the clocks of an app's server and ours may be apart, s. */
const CLOCK_TOLERANCE_S = 30;

/** Base64 makes four letters of three bytes; the head and the signature are small. */
const TOKEN_LENGTH_MAX = Math.ceil((USER_CLAIMS_BYTES_MAX * 4) / 3) + 1_024;

/**
 * Who a user token of the app says its user is: a JWT signed with HS256 by the app's own key.
 *
 * @throws DomainError UNAUTHORIZED with what is wrong and what to do about it.
 */
export async function verifyUserToken(
  ctx: Pick<ServiceContext, "db" | "vault" | "clock">,
  appId: number,
  token: string,
): Promise<AppUser> {
  if (token.length > TOKEN_LENGTH_MAX) throw refused(`its claims may have ${USER_CLAIMS_BYTES_MAX} bytes`);
  const now = await ctx.clock.now();
  const keys = await userKeysInForce(ctx, appId, now);
  if (keys.length === 0)
    throw refused(
      "this app has no key for user tokens that this server can read. Make one on the Connect page of the studio",
    );
  return appUserOf(await verified(token, keys, now), appId, now);
}

async function verified(token: string, keys: string[], now: Date): Promise<JWTPayload> {
  let failure: unknown;
  for (const key of keys) {
    try {
      const { payload } = await jwtVerify(token, new TextEncoder().encode(key), {
        algorithms: ["HS256"],
        clockTolerance: CLOCK_TOLERANCE_S,
        currentDate: now,
      });
      return payload;
    } catch (error) {
      // Another key signed it, or none; anything else is wrong under every key.
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw refused(reasonOf(error));
      failure = error;
    }
  }
  throw refused(reasonOf(failure));
}

function reasonOf(error: unknown): string {
  if (error instanceof errors.JWTExpired) return "it has expired. Sign a new one";
  if (error instanceof errors.JWTClaimValidationFailed) return `its claim "${error.claim}" does not hold`;
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return "it was not signed with this app's key for user tokens";
  if (error instanceof errors.JOSEAlgNotAllowed) return "it must be signed with HS256";
  return "it is not a signed JWT";
}

/** Judges the claims and leaves out those that are about the token. */
function appUserOf({ exp, iat, nbf, aud, iss, jti, ...claims }: JWTPayload, appId: number, now: Date): AppUser {
  const { sub, email, name } = claims;
  if (typeof sub !== "string" || sub === "") throw refused('its claim "sub" must say who the user is, as a text');
  if (!isTextOrAbsent(email) || !isTextOrAbsent(name)) throw refused('its claims "email" and "name" must be texts');
  if (exp === undefined) throw refused('it needs an expiry: the claim "exp"');
  if (exp > now.getTime() / 1_000 + USER_TOKEN_HOURS_MAX * 3_600 + CLOCK_TOLERANCE_S)
    throw refused(`it may expire ${USER_TOKEN_HOURS_MAX} hours from now at the latest`);
  if (aud !== undefined && ![aud].flat().includes(`app:${appId}`))
    throw refused(`its claim "aud" names another app than app:${appId}`);
  if (Buffer.byteLength(JSON.stringify(claims)) > USER_CLAIMS_BYTES_MAX)
    throw refused(`its claims may have ${USER_CLAIMS_BYTES_MAX} bytes`);
  // Its shape is still right: only texts were changed, and none of the names.
  return storableJson(claims) as AppUser;
}

const isTextOrAbsent = (value: unknown) => value === undefined || typeof value === "string";

const refused = (why: string) => unauthorized(`The user token (X-User-Token) was refused: ${why}.`);
