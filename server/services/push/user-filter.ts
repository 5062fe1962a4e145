import { badInput, isDomainError } from "#domain/errors.ts";
import type { AppUser } from "#domain/user.ts";
import { testsOf } from "../data-sources/where/filter.ts";
import { parseWhere } from "../data-sources/where/parse-where.ts";
import { remainderOf } from "../data-sources/where/plan-where.ts";

export interface UserFilter {
  /** One answer for each user, in the same order. */
  match(users: readonly AppUser[]): Promise<boolean[]>;
  close(): Promise<void>;
}

interface FilterRules {
  /** What the caller calls the filter, for errors. */
  field: string;
  /** Whether it may hold a pattern, for which each opened filter starts a thread of its own. */
  allowsPatterns: boolean;
}

/** A filter that lets everybody through, pages that nobody is known of too. */
export const isForEveryone = (where: Record<string, unknown> | null): where is null | Record<string, never> =>
  where === null || Object.keys(where).length === 0;

/**
 * Opens a filter over app users, as data sources have it: its columns are the claims of their tokens and `id`.
 *
 * @throws DomainError INVALID_INPUT that names `field`
 */
export function openUserFilter(where: Record<string, unknown>, { field, allowsPatterns }: FilterRules): UserFilter {
  const filter = parsed(where, field);
  if (!allowsPatterns && testsOf(filter).some(({ test }) => test.op === "regex")) {
    throw badInput(
      "INVALID_INPUT",
      `${field} is judged anew for each reader and takes no patterns: use $iLike or $in instead of $regex.`,
      field,
    );
  }
  const { columns, open } = remainderOf(filter);
  const matcher = open();
  return {
    match: (users) => matcher.match(users.map((user) => columns.map((name) => claimOf(user, name)))),
    close: () => matcher.close(),
  };
}

function parsed(where: Record<string, unknown>, field: string) {
  try {
    return parseWhere(where);
  } catch (error) {
    if (!isDomainError(error)) throw error;
    throw badInput("INVALID_INPUT", error.message.replace(/\bwhere\b/g, field), field);
  }
}

/** As handlers see the user: `id` is the token's `sub`. */
function claimOf(user: AppUser, name: string): unknown {
  if (name === "id") return user.sub;
  return Object.hasOwn(user, name) ? user[name] : undefined;
}
