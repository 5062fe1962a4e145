import { eq, gte, inArray, lte, ne, type SQL, sql } from "drizzle-orm";
import { logLines, runs } from "#db/schema/index.ts";
import type { LineFilter } from "#domain/log.ts";
import { readLogSearch } from "#domain/log-search.ts";

/** What the filter asks of a line's own columns and of its run; what it asks of the arguments is `fieldCondition`. */
export function lineConditions(filter: LineFilter): (SQL | undefined)[] {
  const { runId, taskId, status, mode, level, kind, from, to, search } = filter;
  return [
    runId === undefined ? undefined : eq(logLines.runId, runId),
    taskId === undefined ? undefined : eq(logLines.taskId, taskId),
    status === undefined ? undefined : eq(runs.status, status),
    mode === undefined ? undefined : mode === "scheduled" ? eq(runs.trigger, "schedule") : ne(runs.trigger, "schedule"),
    level === undefined ? undefined : inArray(logLines.level, [level].flat()),
    kind === undefined ? undefined : inArray(logLines.kind, [kind].flat()),
    from === undefined ? undefined : gte(logLines.at, new Date(from)),
    to === undefined ? undefined : lte(logLines.at, new Date(to)),
    searchCondition(search),
  ];
}

const likeText = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/** Colours and other terminal codes, as PostgreSQL's expressions write them. */
const TERMINAL_CODE = "\\u001b\\[[0-9;:?]*[ -/]*[@-~]";

/**
 * Colours between the words of a line are not seen and must not keep it from being found: the index finds the words in
 * their order, and of those lines the text without its codes is compared.
 */
function searchCondition(typed: string | undefined): SQL | undefined {
  const search = readLogSearch(typed);
  if (!search) return undefined;
  const like = search.isExact ? sql`like` : sql`ilike`;
  const words = `%${search.text.trim().split(/\s+/).map(likeText).join("%")}%`;
  const shown = sql`case when position(chr(27) in ${logLines.message}) = 0 then ${logLines.message} else regexp_replace(${logLines.message}, ${TERMINAL_CODE}, '', 'g') end`;
  return sql`(${logLines.message} ${like} ${words} and ${shown} ${like} ${`%${likeText(search.text)}%`})`;
}

/** Lines one of whose arguments is an object with the field, compared as JSON writes its value, texts without quotes. */
export function fieldCondition({ name, value }: NonNullable<LineFilter["field"]>): SQL {
  const has =
    value === undefined
      ? sql`json_typeof(argument -> ${name}::text) is not null`
      : sql`argument ->> ${name}::text = ${value}`;
  // Most lines do not have the name anywhere: their text is looked through before it is taken apart.
  return sql`(position(${JSON.stringify(name)} in ${logLines.args}::text) > 0 and json_typeof(${logLines.args}) = 'array' and exists (
    select from json_array_elements(${logLines.args}) as argument where json_typeof(argument) = 'object' and ${has}))`;
}
