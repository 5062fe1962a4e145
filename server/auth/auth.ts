import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { twoFactor } from "better-auth/plugins";
import * as schema from "#db/schema/index.ts";
import type { ServiceContext } from "../context.ts";
import { CLIENT_ADDRESS_HEADER, PLATFORM_ADDRESS_HEADER } from "../trpc/source.ts";
import { guardPlugin } from "./guard-plugin.ts";
import { passkeyPlugin } from "./passkey-plugin.ts";
import { secretVersions } from "./secret-keys.ts";

export type Auth = ReturnType<typeof createAuth>;

/**
 * The ways under /api/auth that are open: those that set the session's cookie. What else better-auth could do is closed,
 * since our own verbs do it with a check of the role and an entry in the trail.
 */
export const OPEN_PATHS: ReadonlySet<string> = new Set([
  "/get-session",
  "/sign-in/email",
  "/sign-in/passkey",
  "/sign-in/passkey/options",
  "/sign-out",
  "/two-factor/disable",
  "/two-factor/enable",
  "/two-factor/generate-backup-codes",
  "/two-factor/verify-backup-code",
  "/two-factor/verify-totp",
]);

const BASE_PATH = "/api/auth";

/**
 * People, passwords, second factors and sessions. Nobody signs up by themselves: the first owner is made at setup and
 * everybody else is invited.
 */
export function createAuth({
  secret,
  previousSecrets,
  services,
}: {
  /** Signs cookies and encrypts second factors. */
  secret: string;
  /** What second factors are still opened with. */
  previousSecrets: readonly string[];
  services: Pick<ServiceContext, "db" | "clock" | "publicUrl">;
}) {
  const { db, publicUrl } = services;
  const isHttps = publicUrl.startsWith("https:");
  const auth = betterAuth({
    appName: "App Tasks",
    database: drizzleAdapter(db, { provider: "pg", schema }),
    secrets: secretVersions(secret, previousSecrets),
    baseURL: publicUrl,
    basePath: BASE_PATH,
    // Whoever opens the studio by another name of this machine (127.0.0.1, a LAN address) is same-origin too.
    trustedOrigins: (request) => {
      const host = request?.headers.get("host");
      return host ? [`http://${host}`, `https://${host}`] : [];
    },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 8, maxPasswordLength: 200 },
    session: {
      expiresIn: 60 * 60 * 24 * 14,
      updateAge: 60 * 60 * 24,
      additionalFields: { activeOrganizationId: { type: "string", required: false, input: false } },
    },
    plugins: [
      twoFactor({ issuer: "App Tasks", accountLockout: { maxFailedAttempts: 10, durationSeconds: 900 } }),
      passkeyPlugin({ db, publicUrl }),
      guardPlugin(services),
    ],
    rateLimit: {
      enabled: true,
      // For all processes together.
      storage: "database",
      window: 60,
      max: 200,
      customRules: {
        // Asked on each page: a row written for each would be the dearest part of it.
        "/get-session": false,
        // Of one address, counted until nobody there has signed in for a minute: a whole office may stand behind it.
        "/sign-in/email": { window: 60, max: 40 },
        "/sign-in/passkey": { window: 60, max: 20 },
        "/sign-in/passkey/options": { window: 60, max: 30 },
        "/two-factor/*": { window: 60, max: 20 },
      },
    },
    advanced: {
      // A cookie of this name is taken from this very host over https only: no sub-domain can plant one.
      cookiePrefix: isHttps ? "__Host-app-tasks" : "app-tasks",
      useSecureCookies: false,
      // Said, since they are off by themselves where NODE_ENV is "test".
      disableOriginCheck: false,
      disableCSRFCheck: false,
      defaultCookieAttributes: { secure: isHttps, httpOnly: true, sameSite: "lax", path: "/" },
      // Never what a client says of itself.
      ipAddress: { ipAddressHeaders: [PLATFORM_ADDRESS_HEADER, CLIENT_ADDRESS_HEADER] },
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
  return {
    api: auth.api,
    async handler(request: Request): Promise<Response> {
      const { pathname } = new URL(request.url);
      if (!pathname.startsWith(BASE_PATH) || !OPEN_PATHS.has(pathname.slice(BASE_PATH.length)))
        return Response.json({ message: "There is nothing here." }, { status: 404 });
      return auth.handler(request);
    },
  };
}
