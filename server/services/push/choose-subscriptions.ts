import { and, asc, eq, gt, inArray, isNotNull, or, type SQL } from "drizzle-orm";
import { pushSubscriptions } from "#db/schema/index.ts";
import type { PushChooser } from "#domain/push.ts";
import type { AppContext } from "../../context.ts";
import { isForEveryone, openUserFilter } from "./user-filter.ts";

/** Users judged at once: of the largest, 4 MB. */
const BATCH_ROWS = 500;

/**
 * Ids of the app's subscriptions that a message is for: all without a chooser. A filter picks among those whose user is
 * known; who is not, gets only what is for everyone.
 *
 * @param field what the caller calls the chooser, for errors
 * @throws DomainError INVALID_INPUT
 */
export async function chooseSubscriptions(
  ctx: AppContext,
  chooser: PushChooser | null,
  field: string,
): Promise<number[]> {
  if (typeof chooser === "number" || typeof chooser === "string") return named(ctx, [chooser]);
  if (Array.isArray(chooser)) return named(ctx, chooser);
  if (isForEveryone(chooser)) return idsWhere(ctx, undefined);

  const filter = openUserFilter(chooser, { field, allowsPatterns: true });
  const chosen: number[] = [];
  try {
    for (let last = 0; ; ) {
      const rows = await ctx.db
        .select({ id: pushSubscriptions.id, user: pushSubscriptions.user })
        .from(pushSubscriptions)
        .where(
          and(
            eq(pushSubscriptions.appId, ctx.appId),
            gt(pushSubscriptions.id, last),
            isNotNull(pushSubscriptions.user),
          ),
        )
        .orderBy(asc(pushSubscriptions.id))
        .limit(BATCH_ROWS);
      // The query asks for those with a user only.
      const verdicts = await filter.match(rows.map((row) => row.user!));
      for (const [index, row] of rows.entries()) if (verdicts[index]) chosen.push(row.id);
      if (rows.length < BATCH_ROWS) return chosen;
      last = rows.at(-1)!.id;
    }
  } finally {
    await filter.close();
  }
}

function named(ctx: AppContext, names: readonly (number | string)[]): Promise<number[]> {
  const ids = names.filter((name) => typeof name === "number");
  const users = names.filter((name) => typeof name === "string");
  // Neither list holding anything, `or` of two empty lists matches nothing, which is what is asked for.
  return idsWhere(ctx, or(inArray(pushSubscriptions.id, ids), inArray(pushSubscriptions.userId, users)));
}

async function idsWhere(ctx: AppContext, where: SQL | undefined): Promise<number[]> {
  const rows = await ctx.db
    .select({ id: pushSubscriptions.id })
    .from(pushSubscriptions)
    .where(and(eq(pushSubscriptions.appId, ctx.appId), where))
    .orderBy(asc(pushSubscriptions.id));
  return rows.map(({ id }) => id);
}
