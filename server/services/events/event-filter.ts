import { badInput, DomainError, isDomainError } from "#domain/errors.ts";
import { EVENT_FIELDS } from "#domain/event.ts";
import { testsOf } from "../data-sources/where/filter.ts";
import { createMatcher } from "../data-sources/where/matcher.ts";
import { parseWhere } from "../data-sources/where/parse-where.ts";
import { isPlainObject } from "../data-sources/where/refuse.ts";

const GROUPS = ["$and", "$or", "$nor"];

/** What a filter is asked about. */
export type EventDocument = Record<string, unknown>;

/**
 * Reads the filter of a trigger, in the language that data sources are searched in, over the event: its own fields and
 * `data.Column`. It is asked of every event while its writer waits, so there is no `$regex` whose time nobody can tell.
 *
 * @throws DomainError INVALID_INPUT
 */
export function readEventFilter(where: Record<string, unknown>): (event: EventDocument) => boolean {
  const filter = parseWhere(overEvents(where, 0));
  if (testsOf(filter).some(({ test }) => test.op === "regex"))
    throw refuse("A trigger takes no $regex but one for a plain text. Use $iLike, e.g. { $iLike: '%urgent%' }.");
  return createMatcher(
    filter,
    (name) => name,
    () => false,
  );
}

/** Checks the filter, naming the field that it stands in. @throws DomainError INVALID_INPUT */
export function checkEventFilter(where: Record<string, unknown>, field: string): void {
  try {
    readEventFilter(where);
  } catch (error) {
    if (isDomainError(error)) throw new DomainError(error.kind, error.status, error.message, { field });
    throw error;
  }
}

/** Names as the parser takes them: it drops one `data.` from the front, which here is part of the path. */
function overEvents(where: Record<string, unknown>, depth: number): Record<string, unknown> {
  if (depth > 20) throw refuse("where is nested too deep.");
  return Object.fromEntries(
    Object.entries(where).map(([key, value]): [string, unknown] => {
      if (GROUPS.includes(key) && Array.isArray(value))
        return [key, value.map((part) => (isPlainObject(part) ? overEvents(part, depth + 1) : part))];
      if (key === "$filters") throw refuse('A trigger takes no $filters: write { "data.Status": "open" } instead.');
      if (key.startsWith("$")) return [key, value];
      if (/^data\../.test(key)) return [`data.${key}`, value];
      if ((EVENT_FIELDS as readonly string[]).includes(key)) return [key, value];
      throw refuse(
        `A trigger cannot ask for "${key.slice(0, 100)}". It knows ${EVENT_FIELDS.join(", ")}, and data.<column>, e.g. { "data.Status": "open" }.`,
      );
    }),
  );
}

const refuse = (message: string) => badInput("INVALID_INPUT", message, "where");
