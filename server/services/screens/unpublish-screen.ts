import { eq, sql } from "drizzle-orm";
import { screens } from "#db/schema/index.ts";
import type { ScreenRefInput } from "#domain/screen.ts";
import type { AppContext } from "../../context.ts";
import { recordChange } from "../audit/index.ts";
import { inTransaction } from "../transaction.ts";
import { getScreenRow, publishedNumber, targetOf } from "./internal.ts";

/**
 * Takes the published version away: runs that an app, a schedule or an event starts fail until one is published again.
 * Runs under way go on.
 *
 * @returns whether there was one
 * @throws DomainError SCREEN_NOT_FOUND.
 */
export async function unpublishScreen(ctx: AppContext, { id }: ScreenRefInput): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const screen = await getScreenRow(tx, id, { lock: true });
    if (screen.publishedVersionId === null) return false;
    await tx.db
      .update(screens)
      .set({ publishedVersionId: null, updatedAt: sql`now()` })
      .where(eq(screens.id, screen.id));
    await recordChange(tx, {
      action: "unpublish",
      target: targetOf(screen),
      before: { publishedVersion: await publishedNumber(tx, screen.publishedVersionId) },
      after: { publishedVersion: null },
    });
    return true;
  });
}
