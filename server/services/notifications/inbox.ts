import { and, desc, eq, inArray, lte, ne, or, sql } from "drizzle-orm";
import { notificationReads, notifications } from "#db/schema/index.ts";
import { forbidden } from "#domain/errors.ts";
import { INBOX_DEPTH_MAX, type Inbox, type InboxInput, type MarkReadInput } from "#domain/notification.ts";
import type { AppUser } from "#domain/user.ts";
import type { AppContext } from "../../context.ts";
import { isForEveryone, openUserFilter, subscriberOf } from "../push/index.ts";

interface Shown {
  id: number;
  isRead: boolean;
}

/**
 * The inbox of the user whom a signed user token named, newest first; for a page without one, what is for everyone. It
 * holds what is among the app's newest 1,000 notifications.
 */
export async function readInbox(ctx: AppContext, { limit = 20, offset = 0 }: InboxInput): Promise<Inbox> {
  const user = subscriberOf(ctx);
  const shown = await shownTo(ctx, user);
  const ids = shown.slice(offset, offset + limit).map(({ id }) => id);
  const rows = await ctx.db
    .select({
      id: notifications.id,
      data: notifications.data,
      orderAt: notifications.orderAt,
      readAt: notificationReads.readAt,
    })
    .from(notifications)
    .leftJoin(notificationReads, readBy(user))
    .where(and(eq(notifications.appId, ctx.appId), inArray(notifications.id, ids)))
    .orderBy(desc(notifications.orderAt), desc(notifications.id));
  return {
    entries: rows.map(({ orderAt, readAt, ...entry }) => ({
      ...entry,
      orderAt: orderAt.toISOString(),
      readAt: readAt?.toISOString() ?? null,
    })),
    pagination: { limit, offset, total: shown.length },
    unread: user && shown.filter(({ isRead }) => !isRead).length,
  };
}

/** How many notifications of the user's inbox are not read. @throws DomainError FORBIDDEN without a user token */
export async function countUnread(ctx: AppContext): Promise<{ unread: number }> {
  const shown = await shownTo(ctx, userNeeded(ctx));
  return { unread: shown.filter(({ isRead }) => !isRead).length };
}

/**
 * Marks notifications of the user's inbox as read; ids that are not in it are left out.
 *
 * @throws DomainError FORBIDDEN without a user token
 */
export async function markRead(ctx: AppContext, { ids }: MarkReadInput): Promise<{ unread: number }> {
  const user = userNeeded(ctx);
  const shown = await shownTo(ctx, user);
  const wanted = ids === "all" ? null : new Set(ids);
  const fresh = shown.filter(({ id, isRead }) => !isRead && (wanted === null || wanted.has(id))).map(({ id }) => id);
  if (fresh.length > 0) {
    await ctx.db
      .insert(notificationReads)
      .select(
        // Looked up once more, as one may have been removed since.
        ctx.db
          .select({
            notificationId: notifications.id,
            userId: sql<string>`${user.sub}::text`.as("user_id"),
            readAt: sql<Date>`now()`.as("read_at"),
          })
          .from(notifications)
          .where(and(eq(notifications.appId, ctx.appId), inArray(notifications.id, fresh))),
      )
      .onConflictDoNothing();
  }
  return { unread: shown.filter(({ isRead }) => !isRead).length - fresh.length };
}

function userNeeded(ctx: AppContext): AppUser {
  const user = subscriberOf(ctx);
  if (user) return user;
  throw forbidden(
    "Nobody knows whose inbox this is. Pass a user token: Fliplet.App.Tasks.configure({ userToken }). The Connect page shows how to sign one.",
  );
}

const readBy = (user: AppUser | null) =>
  and(
    eq(notificationReads.notificationId, notifications.id),
    user ? eq(notificationReads.userId, user.sub) : sql`false`,
  );

/** What the user may see, newest first. A scheduled one is shown from its time on, whether or not it was pushed yet. */
async function shownTo(ctx: AppContext, user: AppUser | null): Promise<Shown[]> {
  const rows = await ctx.db
    .select({ id: notifications.id, scope: notifications.scope, readAt: notificationReads.readAt })
    .from(notifications)
    .leftJoin(notificationReads, readBy(user))
    .where(
      and(
        eq(notifications.appId, ctx.appId),
        ne(notifications.status, "draft"),
        or(eq(notifications.status, "published"), lte(notifications.orderAt, sql`now()`)),
      ),
    )
    .orderBy(desc(notifications.orderAt), desc(notifications.id))
    .limit(INBOX_DEPTH_MAX);
  const verdicts = new Map<string, boolean>();
  const shown: Shown[] = [];
  for (const { id, scope, readAt } of rows)
    if (await isFor(user, scope, verdicts)) shown.push({ id, isRead: readAt !== null });
  return shown;
}

/** @param verdicts what was judged before: many notifications share a few scopes */
async function isFor(
  user: AppUser | null,
  scope: Record<string, unknown> | null,
  verdicts: Map<string, boolean>,
): Promise<boolean> {
  if (isForEveryone(scope)) return true;
  if (!user) return false;
  const key = JSON.stringify(scope);
  const known = verdicts.get(key);
  if (known !== undefined) return known;
  const filter = openUserFilter(scope, { field: "scope", allowsPatterns: false });
  const [verdict] = await filter.match([user]);
  await filter.close();
  verdicts.set(key, verdict!);
  return verdict!;
}
