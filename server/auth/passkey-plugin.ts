import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
} from "@simplewebauthn/server";
import type { BetterAuthPlugin } from "better-auth";
import { APIError, createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { generateRandomString } from "better-auth/crypto";
import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import { passkey } from "#db/schema/index.ts";

/** How long a browser may take to ask its keeper of keys, seconds. */
const CHALLENGE_S = 300;
const COOKIE = "passkey_challenge";

const responseBody = z.strictObject({
  response: z.looseObject({
    id: z.string().max(2_000),
    rawId: z.string().max(2_000),
    type: z.literal("public-key"),
    response: z.looseObject({
      clientDataJSON: z.string().max(20_000),
      authenticatorData: z.string().max(20_000),
      signature: z.string().max(10_000),
    }),
    clientExtensionResults: z.looseObject({}).default({}),
  }),
});

/**
 * Signs people in by a key that their device keeps (WebAuthn). The key stands behind a finger, a face or a number, so it
 * is two factors by itself, and no code is asked for. It works at the address of `publicUrl` and at no other.
 */
export function passkeyPlugin({ db, publicUrl }: { db: Db; publicUrl: string }): BetterAuthPlugin {
  const { origin, hostname } = new URL(publicUrl);
  const refused = (message: string) => new APIError("UNAUTHORIZED", { message });
  return {
    id: "passkey",
    endpoints: {
      beginPasskeySignIn: createAuthEndpoint("/sign-in/passkey/options", { method: "POST" }, async (ctx) => {
        const options = await generateAuthenticationOptions({ rpID: hostname, userVerification: "required" });
        const identifier = `passkey-sign-in-${generateRandomString(32)}`;
        const expiresAt = new Date(performance.timeOrigin + performance.now() + CHALLENGE_S * 1_000);
        await ctx.context.internalAdapter.createVerificationValue({ identifier, value: options.challenge, expiresAt });
        const cookie = ctx.context.createAuthCookie(COOKIE, { maxAge: CHALLENGE_S });
        await ctx.setSignedCookie(cookie.name, identifier, ctx.context.secret, cookie.attributes);
        return ctx.json(options);
      }),
      signInPasskey: createAuthEndpoint("/sign-in/passkey", { method: "POST", body: responseBody }, async (ctx) => {
        const cookie = ctx.context.createAuthCookie(COOKIE);
        const identifier = await ctx.getSignedCookie(cookie.name, ctx.context.secret);
        // A challenge is good for one answer, right or wrong.
        const challenge = identifier && (await ctx.context.internalAdapter.consumeVerificationValue(identifier));
        if (!challenge) throw refused("That took too long. Try again.");
        const response = ctx.body.response as unknown as AuthenticationResponseJSON;
        const [key] = await db.select().from(passkey).where(eq(passkey.credentialID, response.id));
        if (!key) throw refused("Nobody here has that passkey.");
        const verified = await verifyAuthenticationResponse({
          response,
          expectedChallenge: challenge.value,
          expectedOrigin: origin,
          expectedRPID: hostname,
          requireUserVerification: true,
          credential: {
            id: key.credentialID,
            publicKey: new Uint8Array(Buffer.from(key.publicKey, "base64url")),
            counter: key.counter,
          },
        }).catch(() => null);
        if (!verified?.verified) throw refused("The passkey could not be verified.");
        const { newCounter: counter, credentialBackedUp: backedUp } = verified.authenticationInfo;
        await db.update(passkey).set({ counter, backedUp, lastUsedAt: sql`now()` }).where(eq(passkey.id, key.id));
        const user = await ctx.context.internalAdapter.findUserById(key.userId);
        const session = user && (await ctx.context.internalAdapter.createSession(user.id));
        if (!session) throw refused("That account is no longer there.");
        await setSessionCookie(ctx, { session, user });
        return ctx.json({ user: { id: user.id, name: user.name, email: user.email } });
      }),
    },
  };
}
