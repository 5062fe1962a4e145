import { and, asc, eq, gt, ne } from "drizzle-orm";
import type { Db } from "#db/client.ts";
import { endpoints, secrets, webhooks } from "#db/schema/index.ts";
import type { ServiceContext } from "../../context.ts";
import type { SealContext, Sealed } from "../../vault/vault.ts";
import { endpointPlace } from "../endpoints/index.ts";
import { webhookPlace } from "../webhooks/index.ts";

export interface RotationCounts {
  /** Encrypted anew by this call. */
  rotated: number;
  /** No key at hand opens them; they stay as they are. */
  unreadable: number;
}

type Rotating = Pick<ServiceContext, "db" | "vault">;
type SealedRow = Sealed & { id: number };

/** A table that holds something encrypted in each row. */
interface Store {
  /** Rows after an id that another key than this one sealed, held until the transaction ends. */
  next(tx: Pick<Db, "select">, afterId: number, keyId: string): Promise<(SealedRow & { place: SealContext })[]>;
  put(tx: Pick<Db, "update">, id: number, sealed: Sealed): Promise<unknown>;
}

const BATCH = 100;

const STORES: readonly Store[] = [
  {
    async next(tx, afterId, keyId) {
      const rows = await tx
        .select()
        .from(secrets)
        .where(and(gt(secrets.id, afterId), ne(secrets.keyId, keyId)))
        .orderBy(asc(secrets.id))
        .limit(BATCH)
        .for("update");
      return rows.map((row) => ({ ...row, place: { appId: row.appId, kind: row.kind, name: row.name } }));
    },
    put: (tx, id, sealed) => tx.update(secrets).set(sealed).where(eq(secrets.id, id)),
  },
  {
    async next(tx, afterId, keyId) {
      const rows = await tx
        .select()
        .from(webhooks)
        .where(and(gt(webhooks.id, afterId), ne(webhooks.keyId, keyId)))
        .orderBy(asc(webhooks.id))
        .limit(BATCH)
        .for("no key update");
      return rows.map((row) => ({ ...row, place: webhookPlace(row) }));
    },
    put: (tx, id, sealed) => tx.update(webhooks).set(sealed).where(eq(webhooks.id, id)),
  },
  {
    async next(tx, afterId, keyId) {
      const rows = await tx
        .select()
        .from(endpoints)
        .where(and(gt(endpoints.id, afterId), ne(endpoints.keyId, keyId)))
        .orderBy(asc(endpoints.id))
        .limit(BATCH)
        .for("no key update");
      return rows.map((row) => ({ ...row, place: endpointPlace(row) }));
    },
    put: (tx, id, sealed) => tx.update(endpoints).set(sealed).where(eq(endpoints.id, id)),
  },
];

/**
 * Encrypts everything that another key than the current one sealed anew, in batches of which each is done or not: secrets,
 * variables, user keys, and the keys of webhooks and endpoints. It may be stopped, repeated, and run beside the server and
 * beside itself.
 *
 * @param onBatch told the counts so far.
 */
export async function rotateSecrets(
  ctx: Rotating,
  onBatch: (counts: RotationCounts) => void = () => {},
): Promise<RotationCounts> {
  const counts: RotationCounts = { rotated: 0, unreadable: 0 };
  for (const store of STORES) {
    let afterId: number | null = 0;
    while (afterId !== null) {
      afterId = await rotateBatch(ctx, store, afterId, counts);
      if (afterId !== null) onBatch({ ...counts });
    }
  }
  return counts;
}

/** The last id of the batch; null when there was nothing left. */
async function rotateBatch(
  { db, vault }: Rotating,
  store: Store,
  afterId: number,
  counts: RotationCounts,
): Promise<number | null> {
  return db.transaction(async (tx) => {
    const rows = await store.next(tx, afterId, vault.keyId);
    for (const row of rows) {
      const value = tryOpen(vault, row, row.place);
      if (value === null) {
        counts.unreadable += 1;
        continue;
      }
      await store.put(tx, row.id, vault.seal(value, row.place));
      counts.rotated += 1;
    }
    return rows.at(-1)?.id ?? null;
  });
}

function tryOpen(vault: Rotating["vault"], sealed: Sealed, place: SealContext): string | null {
  try {
    return vault.open(sealed, place);
  } catch {
    return null;
  }
}
