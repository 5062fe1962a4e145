import { createECDH } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import webPush from "web-push";
import { apps, type SecretRow, secrets } from "#db/schema/index.ts";
import { DomainError } from "#domain/errors.ts";
import { type AppContext, actorName } from "../../context.ts";
import { recordInApp } from "../audit/index.ts";
import { tryOpenRow } from "../secrets/index.ts";
import { inTransaction } from "../transaction.ts";

/** An app's pair of VAPID keys (RFC 8292), base64url: 65 bytes of a point on P-256 and its 32 bytes. */
export interface PushKeys {
  publicKey: string;
  privateKey: string;
}

const NAME = "vapid";

/**
 * The app's keys, made when they are first asked for. Browsers subscribe for the public one, so that nobody else can send
 * to them.
 *
 * @throws DomainError UNAVAILABLE when the private key was encrypted under a key that this server does not have.
 */
export async function pushKeys(ctx: AppContext): Promise<PushKeys> {
  const row = (await readRow(ctx)) ?? (await makeRow(ctx));
  const privateKey = tryOpenRow(ctx, row);
  if (privateKey === null) {
    throw new DomainError(
      "unavailable",
      "UNAVAILABLE",
      "The key that signs this app's push messages was encrypted under a SECRET_KEY that this server does not have. Add that one to SECRET_KEY_PREVIOUS, or make a new push key on the Notifications page, after which every browser has to subscribe again.",
    );
  }
  return { publicKey: publicKeyOf(privateKey), privateKey };
}

/** The key that a page subscribes its browser for. @throws DomainError UNAVAILABLE as `pushKeys` does */
export async function getPushKey(ctx: AppContext): Promise<{ publicKey: string }> {
  const { publicKey } = await pushKeys(ctx);
  return { publicKey };
}

/** Makes a new pair in the place of the app's. Browsers that subscribed for the old one get nothing more until they subscribe again. */
export async function replacePushKey(ctx: AppContext): Promise<{ publicKey: string }> {
  await inTransaction(ctx, async (tx) => {
    await tx.db.delete(secrets).where(ofApp(tx));
    await insertRow(tx);
    await recordInApp(tx, { action: "replace-push-key" });
  });
  return getPushKey(ctx);
}

const ofApp = ({ appId }: Pick<AppContext, "appId">) =>
  and(eq(secrets.appId, appId), eq(secrets.kind, "push-key"), eq(secrets.name, NAME));

async function readRow(ctx: AppContext): Promise<SecretRow | undefined> {
  const [row] = await ctx.db.select().from(secrets).where(ofApp(ctx));
  return row;
}

function makeRow(ctx: AppContext): Promise<SecretRow> {
  return inTransaction(ctx, async (tx) => {
    // Held, so that of several that ask first one makes the pair.
    await tx.db.select({ id: apps.id }).from(apps).where(eq(apps.id, tx.appId)).for("no key update");
    return (await readRow(tx)) ?? insertRow(tx);
  });
}

async function insertRow(tx: AppContext): Promise<SecretRow> {
  const { privateKey } = webPush.generateVAPIDKeys();
  const [row] = await tx.db
    .insert(secrets)
    .values({
      appId: tx.appId,
      kind: "push-key",
      name: NAME,
      ...tx.vault.seal(privateKey, { appId: tx.appId, kind: "push-key", name: NAME }),
      updatedBy: actorName(tx.actor),
      updatedAt: sql`now()`,
    })
    .returning();
  return row!;
}

function publicKeyOf(privateKey: string): string {
  const curve = createECDH("prime256v1");
  curve.setPrivateKey(privateKey, "base64url");
  return curve.getPublicKey("base64url");
}
