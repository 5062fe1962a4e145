import { badInput, forbidden, notFound, unauthorized } from "#domain/errors.ts";
import type { Scope } from "#domain/scope.ts";
import type { Token } from "#domain/token.ts";
import { type AppUser, USER_TOKEN_HEADER } from "#domain/user.ts";
import { getAppRow } from "#server/services/apps/index.ts";
import { findToken, noteTokenUse } from "#server/services/tokens/index.ts";
import { verifyUserToken } from "#server/services/user-keys/index.ts";
import type { CreateOwnerInput } from "../auth/create-owner.ts";
import type { AppContext, OrganizationContext, ServiceContext } from "../context.ts";

export interface Session {
  user: { id: string; name: string; email: string };
  organization: { id: string; name: string };
}

type FoundToken = NonNullable<Awaited<ReturnType<typeof findToken>>>;

export type Caller =
  | { kind: "nobody" }
  | { kind: "session"; session: Session }
  | { kind: "token"; token: FoundToken; user: AppUser | null };

export interface SetupPort {
  isNeeded(): Promise<boolean>;
  /** @throws DomainError FORBIDDEN on a wrong token, SETUP_DONE once someone has an account. */
  createOwner(input: CreateOwnerInput & { token: string }): Promise<{ email: string }>;
}

export interface Context {
  services: ServiceContext;
  caller: Caller;
  /** The way in before anybody has an account. */
  setup: SetupPort;
  /** What the answer's status and headers should say beyond the default. */
  answer: { status?: number };
}

/**
 * Finds out who asks: a bearer token speaks for an app, and a user token beside it for one of the app's users; else the
 * session cookie speaks for a person.
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
  if (!token) throw unauthorized("That token is not valid: it was never issued here, or it was revoked.");
  refuseForeignOrigin(token, headers);
  await noteTokenUse(services, token.id);
  const userToken = headers.get(USER_TOKEN_HEADER);
  return { kind: "token", token, user: userToken ? await verifyUserToken(services, token.appId, userToken) : null };
}

/** Browsers always send the origin on calls from another one; a caller without an Origin header is no such page. */
function refuseForeignOrigin(token: Pick<Token, "kind" | "origins">, headers: Headers): void {
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
  throw forbidden(`This token may not be used from ${origin}. Add the origin to the token, or use one that lists it.`);
}

export const isOwnOrigin = (origin: string, headers: Headers) =>
  URL.canParse(origin) && new URL(origin).host === headers.get("host");

/** @throws DomainError UNAUTHORIZED or FORBIDDEN unless a person is signed in. */
export function asOrganization({ services, caller }: Context): OrganizationContext {
  if (caller.kind === "session") {
    const { user, organization } = caller.session;
    return { ...services, organizationId: organization.id, actor: { kind: "user", id: user.id, name: user.name } };
  }
  if (caller.kind === "token")
    throw forbidden("A token speaks for one app and may not do this. Sign in to the studio.");
  throw unauthorized("Sign in first, or send a token of the app: Authorization: Bearer <token>.");
}

/**
 * The app that the request is about: the token's own, or the one a signed-in person names.
 *
 * @throws DomainError UNAUTHORIZED, FORBIDDEN on a missing scope, APP_NOT_FOUND for an app of someone else.
 */
export async function enterApp(ctx: Context, appId: number | undefined, scope: Scope | "studio"): Promise<AppContext> {
  const { services, caller } = ctx;
  if (caller.kind === "token" && scope !== "studio") {
    const { token, user } = caller;
    const app = {
      ...services,
      organizationId: token.organizationId,
      appId: token.appId,
      actor: {
        kind: "token" as const,
        id: token.id,
        name: token.name,
        isPublishable: token.kind === "publishable",
        user,
      },
    };
    if (appId !== undefined && appId !== token.appId)
      throw notFound("APP_NOT_FOUND", `There is no app with id ${appId}.`, "appId");
    if (!token.scopes.includes(scope)) throw forbidden(`The token "${token.name}" lacks the scope ${scope}.`);
    return app;
  }
  const organization = asOrganization(ctx);
  if (appId === undefined) throw badInput("INVALID_INPUT", "Say which app: appId is missing.", "appId");
  const app = await getAppRow(organization, appId);
  return { ...organization, appId: app.id };
}
