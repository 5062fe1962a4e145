import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthMiddleware, getSessionFromCtx, isAPIError } from "better-auth/api";
import { eq } from "drizzle-orm";
import { user } from "#db/schema/index.ts";
import { isDomainError } from "#domain/errors.ts";
import type { ServiceContext } from "../context.ts";
import { passwordKey, takePasswordAttempt } from "../services/accounts/index.ts";
import { recordPersonal } from "../services/audit/index.ts";
import { giveBack, useUp } from "../services/limits/index.ts";
import { sourceOf } from "../trpc/source.ts";
import { attemptLimit, DEVICE_COOKIE_S, newDevice } from "./attempts.ts";

type Deps = Pick<ServiceContext, "db" | "clock">;
type AuthContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** The same failure is written down so often in an hour: somebody who guesses must not bury the rest of the trail. */
const FAILURES_TOLD_PER_HOUR = 20;

const CODE_PATHS = ["/two-factor/verify-totp", "/two-factor/verify-backup-code"];

/** What asks for the password of somebody who is signed in, and what stands in the trail when it was right. */
const PASSWORD_PATHS: Record<string, string | null> = {
  // Nothing is on before the first code was right.
  "/two-factor/enable": null,
  "/two-factor/disable": "disable-second-factor",
  "/two-factor/generate-backup-codes": "renew-backup-codes",
};

interface Person {
  id: string;
  name: string;
  email: string;
}

/**
 * Stands around the ways to sign in: slows guesses down, and writes into the trail who came in, who left and who was
 * refused. It has to be the last of the plugins, so that it sees what the others made of a request.
 */
export function guardPlugin(deps: Deps): BetterAuthPlugin {
  const { db } = deps;
  /** Who a request was about before it did anything, by its context. */
  const asked = new WeakMap<object, { person: Person; isSignIn: boolean }>();

  const record = (ctx: AuthContext, person: Person, action: string, after?: object) =>
    recordPersonal(deps, { person, source: sourceOf(ctx.headers ?? new Headers()), action, after: after ?? null });

  /** Not waited for: an answer that took longer would tell that the account exists. */
  const recordFailure = async (ctx: AuthContext, person: Person, action: string) => {
    const key = `told:${action}:${person.id}`;
    if ((await useUp(db, { key, max: FAILURES_TOLD_PER_HOUR, windowS: 3_600 })) !== null) return;
    const source = sourceOf(ctx.headers ?? new Headers());
    await recordPersonal(deps, { person, actor: null, source, action });
  };
  const recordFailureOf = async (ctx: AuthContext, email: string, action: string) => {
    const [person] = await db.select().from(user).where(eq(user.email, email));
    if (person) await recordFailure(ctx, person, action);
  };
  const inBackground = (work: Promise<void>) => void work.catch(() => {});

  async function welcome(ctx: AuthContext, person: Person, method: string): Promise<void> {
    const cookie = ctx.context.createAuthCookie("device", { maxAge: DEVICE_COOKIE_S });
    await ctx.setSignedCookie(cookie.name, newDevice(person.email), ctx.context.secret, cookie.attributes);
    await record(ctx, person, "sign-in", { method });
  }

  const before = (paths: string[], handler: (ctx: AuthContext) => Promise<unknown>) => ({
    matcher: ({ path }: { path?: string }) => paths.includes(path ?? ""),
    handler: createAuthMiddleware(handler),
  });
  const after = (paths: string[], handler: (ctx: AuthContext, failed: APIError | null) => Promise<void>) => ({
    matcher: ({ path }: { path?: string }) => paths.includes(path ?? ""),
    handler: createAuthMiddleware(async (ctx) => {
      const { returned } = ctx.context;
      await handler(ctx, isAPIError(returned) ? (returned as APIError) : null);
    }),
  });

  return {
    id: "guard",
    hooks: {
      before: [
        before(["/sign-in/email"], async (ctx) => {
          const email = emailOf(ctx);
          const limit = attemptLimit(email, await deviceOf(ctx));
          if ((await useUp(db, limit)) === null) return;
          inBackground(recordFailureOf(ctx, email, "sign-in-locked"));
          throw tooMany("Too many attempts. Wait a quarter of an hour and try again, or use a passkey.");
        }),
        before([...CODE_PATHS, "/sign-out"], async (ctx) => {
          const found = await whoAsks(ctx);
          if (found) asked.set(ctx.context, found);
          // No browser is let in without a code for a month: who takes it over would be, too.
          if (ctx.path !== "/sign-out")
            return { context: { body: { ...ctx.body, trustDevice: false, disableSession: false } } };
        }),
        before(Object.keys(PASSWORD_PATHS), async (ctx) => {
          const session = await getSessionFromCtx(ctx);
          if (!session) return;
          asked.set(ctx.context, { person: session.user, isSignIn: false });
          await takePasswordAttempt(deps, session.user.id).catch((error) => {
            throw isDomainError(error) ? tooMany(error.message) : error;
          });
        }),
      ],
      after: [
        after(["/sign-in/email"], async (ctx, failed) => {
          const email = emailOf(ctx);
          if (failed) {
            if (failed.statusCode === 401) inBackground(recordFailureOf(ctx, email, "sign-in-failed"));
            return;
          }
          await giveBack(db, attemptLimit(email, await deviceOf(ctx)).key);
          const signedIn = ctx.context.newSession?.user;
          // None yet where a second factor is asked for.
          if (signedIn) await welcome(ctx, signedIn, "password");
        }),
        after(["/sign-in/passkey"], async (ctx) => {
          const signedIn = ctx.context.newSession?.user;
          if (signedIn) await welcome(ctx, signedIn, "passkey");
        }),
        after(CODE_PATHS, async (ctx, failed) => {
          const found = asked.get(ctx.context);
          if (!found) return;
          const { person, isSignIn } = found;
          if (failed && isSignIn) {
            const action = failed.statusCode === 429 ? "second-factor-locked" : "second-factor-failed";
            return recordFailure(ctx, person, action);
          }
          if (failed) return;
          if (!isSignIn) return record(ctx, person, "enable-second-factor");
          const method = ctx.path === "/two-factor/verify-totp" ? "password and code" : "password and backup code";
          await welcome(ctx, person, method);
        }),
        after(Object.keys(PASSWORD_PATHS), async (ctx, failed) => {
          const found = asked.get(ctx.context);
          if (!found || failed) return;
          await giveBack(db, passwordKey(found.person.id));
          const action = PASSWORD_PATHS[ctx.path ?? ""];
          if (action) await record(ctx, found.person, action);
        }),
        after(["/sign-out"], async (ctx, failed) => {
          const found = asked.get(ctx.context);
          if (found && !failed) await record(ctx, found.person, "sign-out");
        }),
      ],
    },
  };
}

const tooMany = (message: string) => new APIError("TOO_MANY_REQUESTS", { message });

const emailOf = (ctx: AuthContext) => String(ctx.body?.email ?? "").toLowerCase();

const deviceOf = async (ctx: AuthContext) =>
  (await ctx.getSignedCookie(ctx.context.createAuthCookie("device").name, ctx.context.secret)) || null;

/** Who is signed in, or who has shown the password and is asked for a code; null for nobody. */
async function whoAsks(ctx: AuthContext): Promise<{ person: Person; isSignIn: boolean } | null> {
  const session = await getSessionFromCtx(ctx);
  if (session) return { person: session.user, isSignIn: false };
  const cookie = ctx.context.createAuthCookie("two_factor");
  const challenge = await ctx.getSignedCookie(cookie.name, ctx.context.secret);
  const asked = challenge && (await ctx.context.internalAdapter.findVerificationValue(challenge));
  const person = asked && (await ctx.context.internalAdapter.findUserById(asked.value));
  return person ? { person, isSignIn: true } : null;
}
