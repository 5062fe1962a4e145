import { and, eq, type SQL, sql } from "drizzle-orm";
import { runs } from "#db/schema/index.ts";
import type { AppUser } from "#domain/user.ts";
import type { AppContext } from "../../context.ts";

/** The app user on whose behalf the actor asks: an app passes one, a run inherits its own; null for everybody else. */
export const userOf = ({ actor }: Pick<AppContext, "actor">): AppUser | null =>
  actor.kind === "token" || actor.kind === "run" ? (actor.user ?? null) : null;

/**
 * Which of the app's runs the actor may see by their id. A publishable token stands in pages for everyone to read and ids
 * can be guessed, so with it are seen only runs that it asked for itself: by a user their own, by nobody those of nobody.
 */
export function visibleRuns({ actor }: Pick<AppContext, "actor">): SQL | undefined {
  if (actor.kind !== "token" || !actor.isPublishable) return undefined;
  const isOfSameUser = sql`${runs.user}->>'sub' is not distinct from ${actor.user?.sub ?? null}::text`;
  return and(eq(runs.requestedByTokenId, actor.id), isOfSameUser);
}
