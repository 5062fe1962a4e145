import type { Access } from "#domain/access.ts";
import { badInput, forbidden, notFound, unauthorized } from "#domain/errors.ts";
import { isAtLeast, type Role } from "#domain/role.ts";
import type { AppUser } from "#domain/user.ts";
import { getAppRow } from "#server/services/apps/index.ts";
import type { SignedIn } from "#server/services/members/index.ts";
import type { FoundToken } from "#server/services/tokens/index.ts";
import type { CreateOwnerInput } from "../auth/create-owner.ts";
import {
  type Actor,
  type AppContext,
  type OrganizationContext,
  type ServiceContext,
  type Source,
  withinTenant,
} from "../context.ts";

export interface Session {
  /** Id of the session itself. */
  id: string;
  user: { id: string; name: string; email: string };
  organization: { id: string; name: string };
  role: Role;
  /** The apps that the person is let into; null for all of the organisation. */
  appIds: number[] | null;
}

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
  /** Where the request came from; absent for calls of our own pages while they are rendered. */
  source?: Source;
  /** Who is signed in, whether or not they belong to an organisation; absent for calls of our own pages. */
  person?: () => Promise<SignedIn | null>;
  /** Finds out anew who asks: while an answer streams, the person may have been removed. Throws for a refused token. */
  identifyAgain?: () => Promise<Caller>;
  /** The way in before anybody has an account. */
  setup: SetupPort;
  /** What the answer's status and headers should say beyond the default. */
  answer: { status?: number; retryAfterS?: number };
}

/** How the caller is named where it did something; null for nobody. */
export function actorOf(caller: Caller): Actor | null {
  switch (caller.kind) {
    case "nobody":
      return null;
    case "session": {
      const { id, name } = caller.session.user;
      return { kind: "user", id, name };
    }
    case "token": {
      const { id, name, kind } = caller.token;
      return { kind: "token", id, name, isPublishable: kind === "publishable", user: caller.user };
    }
  }
}

/** @throws DomainError UNAUTHORIZED for nobody, FORBIDDEN for a token or a person whose role is not enough. */
export function asOrganization({ services, caller, source }: Context, { role }: Access): OrganizationContext {
  if (caller.kind === "token")
    throw forbidden("A token speaks for one app and may not do this. Sign in to the studio.");
  if (caller.kind === "nobody")
    throw unauthorized("Sign in first, or send a token of the app: Authorization: Bearer <token>.");
  const { session } = caller;
  if (role !== "anyone" && role !== "known" && !isAtLeast(session.role, role)) {
    throw forbidden(
      `This needs the role ${role} in ${session.organization.name}; you have the role ${session.role}. Ask an admin of the organisation.`,
    );
  }
  return {
    ...withinTenant(services, session.organization.id),
    actor: { kind: "user", id: session.user.id, name: session.user.name },
    ...(source && { source }),
    appIds: session.appIds,
  };
}

/**
 * The app that the request is about: the token's own, or the one a signed-in person names. Of an app that is not theirs
 * nobody learns whether it is there, whatever their role.
 *
 * @throws DomainError UNAUTHORIZED, FORBIDDEN on a missing scope or role, APP_NOT_FOUND for an app of someone else.
 */
export async function enterApp(ctx: Context, appId: number | undefined, access: Access): Promise<AppContext> {
  const { services, caller, source } = ctx;
  if (caller.kind === "token" && access.scope) {
    const { token } = caller;
    if (appId !== undefined && appId !== token.appId)
      throw notFound("APP_NOT_FOUND", `There is no app with id ${appId}.`, "appId");
    refuseToken(token, access);
    return {
      ...withinTenant(services, token.organizationId),
      appId: token.appId,
      actor: actorOf(caller)!,
      ...(source && { source }),
    };
  }
  if (caller.kind === "session") {
    if (appId === undefined) throw badInput("INVALID_INPUT", "Say which app: appId is missing.", "appId");
    // Before the role is judged: an app of others is not there for anybody.
    const app = await getAppRow(asOrganization(ctx, { role: "viewer" }), appId);
    return { ...asOrganization(ctx, access), appId: app.id };
  }
  // Throws: neither nobody nor a token gets any further.
  return { ...asOrganization(ctx, access), appId: Number.NaN };
}

/** @throws DomainError FORBIDDEN when the token may not do it. */
export function refuseToken(token: Pick<FoundToken, "name" | "kind" | "scopes">, { scope, publishable }: Access): void {
  if (scope && !token.scopes.includes(scope)) throw forbidden(`The token "${token.name}" lacks the scope ${scope}.`);
  if (token.kind === "publishable" && !publishable)
    throw forbidden("A publishable token is readable by everyone and may not do this. Use a secret token on a server.");
}
