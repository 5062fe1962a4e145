import { createHash } from "node:crypto";
import { type SecretConfig, symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import { and, eq } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { twoFactor } from "#db/schema/index.ts";

/** A number that a key is known by beside what it encrypted, whatever other keys there are. It tells nothing about the key. */
const versionOf = (key: string) => createHash("sha256").update(`second factors ${key}`).digest().readUInt32BE(0);

/** The keys as better-auth takes them: the first encrypts and signs, all of them open. */
export const secretVersions = (key: string, previous: readonly string[]) =>
  [...new Set([key, ...previous])].map((value) => ({ version: versionOf(value), value }));

/**
 * Encrypts the second factors' secrets and backup codes under the key. Beside a running server it does no harm: a row that
 * changed meanwhile was encrypted anew by that.
 */
export async function rotateSecondFactors(
  db: Db,
  key: string,
  previous: readonly string[],
): Promise<{ rotated: number; unreadable: number }> {
  const versions = secretVersions(key, previous);
  const config: SecretConfig = {
    keys: new Map(versions.map(({ version, value }) => [version, value])),
    currentVersion: versionOf(key),
  };
  const isCurrent = (text: string) => text.startsWith(`$ba$${config.currentVersion}$`);
  const counts = { rotated: 0, unreadable: 0 };
  for (const row of await db.select().from(twoFactor)) {
    if (isCurrent(row.secret) && isCurrent(row.backupCodes)) continue;
    try {
      const anew = async (data: string) =>
        symmetricEncrypt({ key: config, data: await symmetricDecrypt({ key: config, data }) });
      const set = { secret: await anew(row.secret), backupCodes: await anew(row.backupCodes) };
      await db
        .update(twoFactor)
        .set(set)
        .where(and(eq(twoFactor.id, row.id), eq(twoFactor.backupCodes, row.backupCodes)));
      counts.rotated += 1;
    } catch {
      counts.unreadable += 1;
    }
  }
  return counts;
}
