import { and, asc, eq, gt, ne } from "drizzle-orm";
import { secrets } from "#db/schema/index.ts";
import type { ServiceContext } from "../../context.ts";
import { tryOpenRow } from "./internal.ts";

export interface RotationCounts {
  /** Encrypted anew by this call. */
  rotated: number;
  /** No key at hand opens them; they stay as they are. */
  unreadable: number;
}

const BATCH = 100;

/**
 * Encrypts everything that another key than the current one sealed anew, in batches of which each is done or not. It may
 * be stopped, repeated, and run beside the server and beside itself.
 *
 * @param onBatch told the counts so far.
 */
export async function rotateSecrets(
  ctx: Pick<ServiceContext, "db" | "vault">,
  onBatch: (counts: RotationCounts) => void = () => {},
): Promise<RotationCounts> {
  const counts: RotationCounts = { rotated: 0, unreadable: 0 };
  let afterId: number | null = 0;
  while (afterId !== null) {
    afterId = await rotateBatch(ctx, afterId, counts);
    if (afterId !== null) onBatch({ ...counts });
  }
  return counts;
}

/** The last id of the batch; null when there was nothing left. */
async function rotateBatch(
  { db, vault }: Pick<ServiceContext, "db" | "vault">,
  afterId: number,
  counts: RotationCounts,
): Promise<number | null> {
  return db.transaction(async (tx) => {
    const rows = await tx
      .select()
      .from(secrets)
      .where(and(gt(secrets.id, afterId), ne(secrets.keyId, vault.keyId)))
      .orderBy(asc(secrets.id))
      .limit(BATCH)
      .for("update");
    for (const row of rows) {
      const value = tryOpenRow({ vault }, row);
      if (value === null) {
        counts.unreadable += 1;
        continue;
      }
      const sealed = vault.seal(value, { appId: row.appId, kind: row.kind, name: row.name });
      await tx.update(secrets).set(sealed).where(eq(secrets.id, row.id));
      counts.rotated += 1;
    }
    return rows.at(-1)?.id ?? null;
  });
}
