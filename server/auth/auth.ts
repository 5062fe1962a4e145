import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { organization } from "better-auth/plugins";
import type { Db } from "#db/client.ts";
import * as schema from "#db/schema/index.ts";

export type Auth = ReturnType<typeof createAuth>;

/**
 * People, passwords and sessions. Nobody signs up by themselves: the first owner is made at setup, so the sign-up
 * route is closed.
 */
export function createAuth({ db, secret, publicUrl }: { db: Db; secret: string; publicUrl: string }) {
  return betterAuth({
    database: drizzleAdapter(db, { provider: "pg", schema }),
    secret,
    baseURL: publicUrl,
    // Whoever opens the studio by another name of this machine (127.0.0.1, a LAN address) is same-origin too.
    trustedOrigins: (request) => {
      const host = request?.headers.get("host");
      return host ? [`http://${host}`, `https://${host}`] : [];
    },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 8, maxPasswordLength: 200 },
    plugins: [organization()],
    session: { expiresIn: 60 * 60 * 24 * 14, updateAge: 60 * 60 * 24 },
    rateLimit: { enabled: true, window: 60, max: 200, customRules: { "/sign-in/email": { window: 60, max: 20 } } },
    advanced: { cookiePrefix: "app-tasks" },
    telemetry: { enabled: false },
    logger: { disabled: true },
  });
}
