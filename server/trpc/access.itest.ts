import { TRPCError } from "@trpc/server";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "#db/schema/index.ts";
import { ACCESS } from "#domain/access.ts";
import { isDomainError } from "#domain/errors.ts";
import { isAtLeast, ROLES, type Role } from "#domain/role.ts";
import { PUBLISHABLE_SCOPES, SCOPES, type Scope } from "#domain/scope.ts";
import { useTestSystem } from "#tests/support/test-system.ts";
import type { AppContext } from "../context.ts";
import { createApp } from "../services/apps/index.ts";
import { createToken, revokeToken } from "../services/tokens/index.ts";
import type { Caller, Context } from "./context.ts";
import { identify } from "./identify.ts";
import { createCallerFactory } from "./init.ts";
import { appRouter } from "./root.ts";

const system = useTestSystem({ TICKER: "off" });
const createCaller = createCallerFactory(appRouter);

/** Rows that no procedure stands behind: parts of one that ask for more. */
const PARTS = ["apps.update.limits"];
const PATHS = Object.keys(ACCESS).filter((path) => !PARTS.includes(path));

let app: AppContext;
let sibling: AppContext;
let stranger: AppContext;

beforeAll(async () => {
  app = await system.newApp();
  stranger = await system.newApp();
  const { id } = await createApp(app, { name: "Another app of the same organisation" });
  sibling = { ...app, appId: id };
});

const person = (role: Role, options: { of?: AppContext; appIds?: number[] } = {}): Caller => ({
  kind: "session",
  session: {
    id: "a session",
    user: { id: `a ${role}`, name: role, email: `${role}@example.org` },
    organization: { id: (options.of ?? app).organizationId, name: "Test" },
    role,
    appIds: options.appIds ?? null,
  },
});

const bearer = (token: string) =>
  identify(system.container.services, new Headers({ authorization: `Bearer ${token}` }), async () => null);

async function token(scopes: readonly Scope[], kind: "secret" | "publishable" = "secret"): Promise<Caller> {
  const created = await createToken(app, { name: `${kind} of the matrix`, kind, scopes: [...scopes] });
  return bearer(created.token);
}

type Verdict = "let in" | 401 | 403 | 404;

/** What a caller is told who names an app and nothing else: whether the input is right comes after whether they may ask. */
async function verdict(path: string, caller: Caller, appId: number): Promise<Verdict> {
  const { services, setup } = system.container;
  const context: Context = { services, setup, caller, answer: {} };
  let procedure: unknown = createCaller(context);
  for (const key of path.split(".")) procedure = (procedure as Record<string, unknown>)[key];
  // Some name the app by `id`, and would do what they are for if nothing else were wrong.
  const input = path === "apps.get" ? { id: appId } : path.startsWith("apps.") ? { id: appId, x: 1 } : { appId, x: 1 };
  try {
    await (procedure as (input: unknown) => Promise<unknown>)(input);
    return "let in";
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    if (error.code === "UNAUTHORIZED") return 401;
    if (error.code === "FORBIDDEN") return 403;
    if (isDomainError(error.cause) && error.cause.status === "APP_NOT_FOUND") return 404;
    if (error.code === "INTERNAL_SERVER_ERROR") throw error.cause;
    return "let in";
  }
}

/** Asks everything as the caller, and tells what differs from what the matrix promises. */
async function differences(caller: Caller, appId: number, expected: (path: string) => Verdict) {
  const found = await Promise.all(PATHS.map(async (path) => [path, await verdict(path, caller, appId)] as const));
  return found.flatMap(([path, told]) => (told === expected(path) ? [] : [`${path}: ${told}, not ${expected(path)}`]));
}

const namesAnApp = (path: string) => {
  const { role, scope } = ACCESS[path]!;
  if (role === "anyone" || role === "known") return false;
  return scope !== undefined || !(WITHOUT_APP.has(path) || OF_PEOPLE.test(path));
};

/** Of people and their organisations, the same. */
const OF_PEOPLE = /^(account|members|organizations)\./;

/** About the person or the organisation: they name no app. */
const WITHOUT_APP = new Set([
  "apps.list",
  "apps.create",
  "me.get",
  "schedules.organizationTimetable",
  "schedules.health",
]);

const mayPerson = (path: string, role: Role): boolean => {
  const least = ACCESS[path]!.role;
  return least === "anyone" || least === "known" || isAtLeast(role, least);
};

describe("the matrix", () => {
  it("has a row for every procedure, and a procedure for every row", () => {
    expect(PATHS.toSorted()).toEqual(Object.keys(appRouter._def.procedures).toSorted());
  });

  it("lets nobody in without a credential, but where it is open", async () => {
    const wrong = await differences({ kind: "nobody" }, app.appId, (path) =>
      ACCESS[path]!.role === "anyone" ? "let in" : 401,
    );
    expect(wrong).toEqual([]);
  });

  it.each(ROLES)("lets a person with the role %s do what the row says", async (role) => {
    const wrong = await differences(person(role), app.appId, (path) => (mayPerson(path, role) ? "let in" : 403));
    expect(wrong).toEqual([]);
  });

  it.each(ROLES)("tells a person with the role %s elsewhere nothing of the app", async (role) => {
    const wrong = await differences(person(role, { of: stranger }), app.appId, (path) =>
      namesAnApp(path) ? 404 : mayPerson(path, role) ? "let in" : 403,
    );
    expect(wrong).toEqual([]);
  });

  it.each(["viewer", "editor"] as const)("tells a %s of another app nothing of this one", async (role) => {
    const caller = person(role, { appIds: [sibling.appId] });
    const wrong = await differences(caller, app.appId, (path) =>
      namesAnApp(path) ? 404 : mayPerson(path, role) ? "let in" : 403,
    );
    expect(wrong).toEqual([]);
  });

  it("lets a secret token with every scope do what rows with a scope say, in its own app only", async () => {
    const caller = await token(SCOPES);
    const own = await differences(caller, app.appId, (path) => {
      const { role, scope } = ACCESS[path]!;
      return scope || role === "anyone" || role === "known" ? "let in" : 403;
    });
    const other = await differences(caller, sibling.appId, (path) => {
      const { role, scope } = ACCESS[path]!;
      return scope ? 404 : role === "anyone" || role === "known" ? "let in" : 403;
    });
    expect([own, other]).toEqual([[], []]);
  });

  it.each(SCOPES)("lets a secret token with the scope %s alone do no more than that", async (held) => {
    const wrong = await differences(await token([held]), app.appId, (path) => {
      const { role, scope } = ACCESS[path]!;
      return scope === held || role === "anyone" || role === "known" ? "let in" : 403;
    });
    expect(wrong).toEqual([]);
  });

  it("lets a publishable token do no more than rows marked for it", async () => {
    const wrong = await differences(await token(PUBLISHABLE_SCOPES, "publishable"), app.appId, (path) => {
      const { role, publishable } = ACCESS[path]!;
      return publishable || role === "anyone" ? "let in" : 403;
    });
    expect(wrong).toEqual([]);
  });

  it("knows no other bearer: not a revoked token, not the scheduler's secret, not one with another's letters", async () => {
    const { id, token: revoked } = await createToken(app, { name: "gone", kind: "secret", scopes: [...SCOPES] });
    await revokeToken(app, { id });
    for (const text of [revoked, system.container.settings.CRON_SECRET, revoked.toUpperCase(), "undefined", "null"])
      await expect(bearer(text), text).rejects.toMatchObject({ kind: "unauthorized" });
  });
});

describe("refusals", () => {
  it("stand in the trail with who asked for what, once a minute", async () => {
    const curious = person("viewer");
    if (curious.kind === "session") curious.session.user.id = "somebody curious";
    const { services, setup, db } = system.container;
    const source = { ip: "192.0.2.7", userAgent: "test", requestId: "r1" };
    const caller = createCaller({ services, setup, caller: curious, source, answer: {} });
    const asked = { appId: app.appId, name: "x", kind: "secret" as const, scopes: ["tasks:read" as const] };
    for (const _time of [1, 2]) await caller.tokens.create(asked).catch(() => {});
    const entries = await db.select().from(auditEntries).where(eq(auditEntries.requestId, "r1"));
    expect(entries).toMatchObject([
      { action: "denied", targetId: "tokens.create", actorName: "viewer", ip: "192.0.2.7", userAgent: "test" },
    ]);
  });
});
