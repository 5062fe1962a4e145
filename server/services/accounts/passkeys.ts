import { randomUUID } from "node:crypto";
import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import { passkey, user, verification } from "#db/schema/index.ts";
import {
  type BeginPasskeyInput,
  type FinishPasskeyInput,
  PASSKEYS_MAX,
  type Passkey,
  type PasskeyRefInput,
  type RenamePasskeyInput,
} from "#domain/account.ts";
import { badInput, conflict, notFound } from "#domain/errors.ts";
import type { PersonContext } from "../../context.ts";
import { recordPersonal } from "../audit/index.ts";
import { inTransaction } from "../transaction.ts";
import { checkPassword } from "./check-password.ts";

/** How long the browser may take to make a key, minutes. */
const CHALLENGE_MINUTES = 5;

type PasskeyRow = typeof passkey.$inferSelect;

export async function listPasskeys(ctx: PersonContext): Promise<Passkey[]> {
  const rows = await ctx.db
    .select()
    .from(passkey)
    .where(eq(passkey.userId, ctx.actor.id))
    .orderBy(asc(passkey.createdAt));
  return rows.map(toPasskey);
}

/**
 * What the browser needs to make a key for this person on this site. The password is asked for: a key outlasts the session
 * in which it was made, which may be a thief's.
 *
 * @throws DomainError PASSWORD_WRONG, RATE_LIMITED, PASSKEY_LIMIT_REACHED.
 */
export async function beginPasskey(
  ctx: PersonContext,
  { password }: BeginPasskeyInput,
): Promise<Omit<PublicKeyCredentialCreationOptionsJSON, "extensions">> {
  await checkPassword(ctx, { userId: ctx.actor.id, password, field: "password" });
  const held = await ctx.db.select().from(passkey).where(eq(passkey.userId, ctx.actor.id));
  if (held.length >= PASSKEYS_MAX)
    throw conflict(
      "PASSKEY_LIMIT_REACHED",
      `An account holds ${PASSKEYS_MAX} passkeys, and no more. Remove one first.`,
    );
  const [person] = await ctx.db.select({ email: user.email }).from(user).where(eq(user.id, ctx.actor.id));
  const { extensions: _none, ...options } = await generateRegistrationOptions({
    rpName: "App Tasks",
    rpID: new URL(ctx.publicUrl).hostname,
    userID: new TextEncoder().encode(ctx.actor.id),
    userName: person!.email,
    userDisplayName: ctx.actor.name,
    attestationType: "none",
    excludeCredentials: held.map(({ credentialID }) => ({ id: credentialID })),
    // A key that opens the account by itself must be kept behind a finger, a face or a number.
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  await ctx.db.delete(verification).where(eq(verification.identifier, challengeOf(ctx)));
  await ctx.db.insert(verification).values({
    id: randomUUID(),
    identifier: challengeOf(ctx),
    value: options.challenge,
    expiresAt: sql`now() + make_interval(mins => ${CHALLENGE_MINUTES})`,
  });
  return options;
}

/** Takes the public half of the key that the browser made. @throws DomainError PASSKEY_REFUSED */
export async function finishPasskey(ctx: PersonContext, { name, response }: FinishPasskeyInput): Promise<Passkey> {
  // Before anything is checked: a challenge is good for one answer, right or wrong.
  const [challenge] = await ctx.db
    .delete(verification)
    .where(and(eq(verification.identifier, challengeOf(ctx)), gt(verification.expiresAt, sql`now()`)))
    .returning();
  if (!challenge) throw badInput("PASSKEY_REFUSED", "That took too long. Begin again.");
  const verified = await verifyRegistrationResponse({
    // Its parts are parsed there, which throws on what is not right.
    response: response as unknown as RegistrationResponseJSON,
    expectedChallenge: challenge.value,
    expectedOrigin: new URL(ctx.publicUrl).origin,
    expectedRPID: new URL(ctx.publicUrl).hostname,
    requireUserVerification: true,
  }).catch(() => ({ verified: false as const }));
  if (!verified.verified) {
    throw badInput(
      "PASSKEY_REFUSED",
      `The key could not be verified. Passkeys are made on ${ctx.publicUrl} and work nowhere else.`,
    );
  }
  const { credential, credentialDeviceType, credentialBackedUp, aaguid } = verified.registrationInfo;
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db
      .insert(passkey)
      .values({
        id: randomUUID(),
        name,
        userId: tx.actor.id,
        publicKey: Buffer.from(credential.publicKey).toString("base64url"),
        credentialID: credential.id,
        counter: credential.counter,
        deviceType: credentialDeviceType,
        backedUp: credentialBackedUp,
        transports: credential.transports?.join(",") ?? null,
        aaguid,
      })
      .onConflictDoNothing()
      .returning();
    if (!row) throw conflict("PASSKEY_REFUSED", "That key is in use already.");
    await note(tx, "add-passkey", { after: told(row) });
    return toPasskey(row);
  });
}

/** @throws DomainError PASSKEY_NOT_FOUND */
export async function renamePasskey(ctx: PersonContext, { id, name }: RenamePasskeyInput): Promise<Passkey> {
  return inTransaction(ctx, async (tx) => {
    const [before] = await tx.db.select().from(passkey).where(own(tx, id)).for("update");
    if (!before) throw passkeyNotFound();
    const [row] = await tx.db.update(passkey).set({ name }).where(own(tx, id)).returning();
    if (before.name !== name) await note(tx, "rename-passkey", { before: told(before), after: told(row!) });
    return toPasskey(row!);
  });
}

/** Nobody signs in with it any more; sessions that it began go on. @throws DomainError PASSKEY_NOT_FOUND */
export async function removePasskey(ctx: PersonContext, { id }: PasskeyRefInput): Promise<{ id: string }> {
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.delete(passkey).where(own(tx, id)).returning();
    if (!row) throw passkeyNotFound();
    await note(tx, "remove-passkey", { before: told(row) });
    return { id };
  });
}

const own = (ctx: PersonContext, id: string) => and(eq(passkey.id, id), eq(passkey.userId, ctx.actor.id));

const challengeOf = (ctx: PersonContext) => `passkey-registration:${ctx.sessionId}`;

const passkeyNotFound = () => notFound("PASSKEY_NOT_FOUND", "You have no such passkey.", "id");

const told = ({ name, deviceType, aaguid }: PasskeyRow) => ({ name, deviceType, aaguid });

const note = (tx: PersonContext, action: string, change: { before?: object; after?: object }) =>
  recordPersonal(tx, { person: tx.actor, source: tx.source, action, ...change });

const toPasskey = (row: PasskeyRow): Passkey => ({
  id: row.id,
  name: row.name ?? "Passkey",
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  isSynced: row.backedUp,
});
