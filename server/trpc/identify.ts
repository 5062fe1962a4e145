import { DomainError, forbidden, unauthorized } from "#domain/errors.ts";
import { USER_TOKEN_HEADER } from "#domain/user.ts";
import { recordDenial } from "#server/services/audit/index.ts";
import { type FoundToken, findToken, noteTokenUse, tokenRefusal } from "#server/services/tokens/index.ts";
import { verifyUserToken } from "#server/services/user-keys/index.ts";
import type { ServiceContext, Source } from "../context.ts";
import { actorOf, type Caller, type Session } from "./context.ts";
import { sourceOf } from "./source.ts";

/**
 * Finds out who asks: a bearer token speaks for an app, and a user token beside it for one of the app's users; else the
 * session cookie speaks for a person. Why a token that we know was refused stands in its app's audit trail.
 *
 * @throws DomainError UNAUTHORIZED on a token that is not in force or a user token that is not right, FORBIDDEN when a page
 * of an origin that the token does not list sends it.
 */
export async function identify(
  services: ServiceContext,
  headers: Headers,
  getSession: () => Promise<Session | null>,
): Promise<Caller> {
  const authorization = headers.get("authorization");
  if (authorization === null) {
    const session = await getSession();
    return session ? { kind: "session", session } : { kind: "nobody" };
  }
  const bearer = /^Bearer ([^\s]+)$/i.exec(authorization);
  if (!bearer) throw unauthorized("The Authorization header must read: Bearer <token>.");
  const token = await findToken(services, bearer[1]!);
  if (!token) throw unauthorized("That token is not valid: it was never issued here.");
  try {
    const refusal = tokenRefusal(token, await services.clock.now());
    if (refusal) throw unauthorized(refusal);
    refuseForeignOrigin(token, headers);
    await noteTokenUse(services, token.id);
    const userToken = headers.get(USER_TOKEN_HEADER);
    return { kind: "token", token, user: userToken ? await verifyUserToken(services, token.appId, userToken) : null };
  } catch (error) {
    if (error instanceof DomainError) await noteRefusal(services, token, error.message, sourceOf(headers));
    throw error;
  }
}

const noteRefusal = (services: ServiceContext, token: FoundToken, reason: string, source: Source) =>
  recordDenial(services, {
    organizationId: token.organizationId,
    appId: token.appId,
    actor: actorOf({ kind: "token", token, user: null })!,
    source,
    asked: "request",
    reason,
  });

/** Browsers always send the origin on calls from another one; a caller without an Origin header is no such page. */
function refuseForeignOrigin(token: Pick<FoundToken, "kind" | "origins">, headers: Headers): void {
  const origin = headers.get("origin");
  if (origin === null) {
    if (token.kind === "publishable" && token.origins.length > 0) {
      throw forbidden(
        "This publishable token only works in pages of the origins that it lists. Use a secret token on a server.",
      );
    }
    return;
  }
  if (token.origins.includes(origin) || isOwnOrigin(origin, headers)) return;
  throw forbidden(
    `This token may not be used from ${origin.slice(0, 200)}. Add the origin to the token, or use one that lists it.`,
  );
}

export const isOwnOrigin = (origin: string, headers: Headers) =>
  URL.canParse(origin) && new URL(origin).host === headers.get("host");
