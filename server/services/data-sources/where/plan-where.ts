import type { SQL } from "drizzle-orm";
import { type Filter, type Test, testsOf } from "./filter.ts";
import { createMatcher } from "./matcher.ts";
import { parseWhere } from "./parse-where.ts";
import { openRegexWorker, type RegexWorker } from "./regex-worker.ts";
import { filterBounds } from "./where-sql.ts";

/** How a filter is answered. */
export interface WherePlan {
  /** Every entry that matches satisfies it; with `remainder` null, no other does. */
  clause: SQL;
  remainder: Remainder | null;
}

/** What the database could not tell, asked of the entries that its clause lets through. */
export interface Remainder {
  /** The columns that the filter reads. */
  columns: string[];
  /** What cannot be asked of the database, as the builder wrote it: `$regex on "Name"`. */
  reasons: string[];
  open(): EntryMatcher;
}

/** Answers for batches of documents: values by place in `columns`, `undefined` where the entry has no such column. */
export interface EntryMatcher {
  match(documents: unknown[][]): Promise<boolean[]>;
  close(): Promise<void>;
}

/**
 * Splits a filter into what PostgreSQL answers and what is left to the library. The answer is the same either way.
 *
 * @param columns names of the source's columns
 * @throws DomainError INVALID_INPUT
 */
export function planWhere(where: Record<string, unknown> | null | undefined, columns: Iterable<string>): WherePlan {
  const filter = parseWhere(where ?? {}, columns);
  const { maybe, isExact } = filterBounds(filter);
  return { clause: maybe, remainder: isExact ? null : remainderOf(filter) };
}

export function remainderOf(filter: Filter): Remainder {
  const tests = testsOf(filter);
  const columns = [...new Set(tests.map(({ path }) => path[0]!))];
  return { columns, reasons: [...new Set(tests.flatMap(reasonOf))], open: () => openMatcher(filter, columns) };
}

function reasonOf({ path, test }: { path: string[]; test: Test }): string[] {
  const name = JSON.stringify(path.join("."));
  if (test.op === "regex" || test.op === "elemMatch") return [`$${test.op} on ${name}`];
  if (test.op === "instant") return [`a date filter on ${name}`];
  return path.length > 1 ? [`the path ${name}`] : [];
}

function openMatcher(filter: Filter, columns: string[]): EntryMatcher {
  const aliases = new Map(columns.map((name, index) => [name, `c${index}`]));
  const patterns = testsOf(filter).flatMap(({ path, test }) =>
    test.op === "regex" ? [{ column: columns.indexOf(path[0]!), test }] : [],
  );
  const known = new Map<Test, Map<string, boolean>>();
  const matches = createMatcher(
    filter,
    (name) => aliases.get(name)!,
    (test, text) => known.get(test)?.get(text) ?? false,
  );
  let worker: RegexWorker | undefined;
  return {
    async match(documents) {
      for (const { column, test } of patterns) {
        worker ??= await openRegexWorker();
        const texts = [...new Set(documents.flatMap((values) => textsIn(values[column])))];
        const verdicts = await worker.test({ source: test.source, flags: test.flags }, texts);
        known.set(test, new Map(texts.map((text, index) => [text, verdicts[index]!])));
      }
      return documents.map((values) =>
        matches(
          Object.fromEntries(values.flatMap((value, index) => (value === undefined ? [] : [[`c${index}`, value]]))),
        ),
      );
    },
    async close() {
      await worker?.close();
    },
  };
}

/** Every text that a value holds: more than a path would reach, never less. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
