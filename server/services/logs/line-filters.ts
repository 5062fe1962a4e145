import { eq, gte, inArray, lte, ne, type SQL, sql } from "drizzle-orm";
import { logLines, runs } from "#db/schema/index.ts";
import type { LineFilter } from "#domain/log.ts";
import { type LogSearch, readLogSearch } from "#domain/log-search.ts";
import type { LineBounds } from "./line-bounds.ts";

/** Where the filter's lines are, as far as indexes tell. */
export const placeConditions = ({ runId, taskId, from, to }: LineFilter, bounds: NonNullable<LineBounds>) => [
  runId === undefined ? undefined : eq(logLines.runId, runId),
  taskId === undefined ? undefined : eq(logLines.taskId, taskId),
  bounds.first === undefined ? undefined : gte(logLines.id, bounds.first),
  bounds.last === undefined ? undefined : lte(logLines.id, bounds.last),
  from === undefined ? undefined : gte(logLines.at, new Date(from)),
  to === undefined ? undefined : lte(logLines.at, new Date(to)),
];

/** What else the filter asks of a line and of its run. */
export function lineConditions({ status, mode, level, kind, search, field }: LineFilter): (SQL | undefined)[] {
  const found = readLogSearch(search);
  return [
    status === undefined ? undefined : eq(runs.status, status),
    mode === undefined ? undefined : mode === "scheduled" ? eq(runs.trigger, "schedule") : ne(runs.trigger, "schedule"),
    level === undefined ? undefined : inArray(logLines.level, [level].flat()),
    kind === undefined ? undefined : inArray(logLines.kind, [kind].flat()),
    found ? searchCondition(found) : undefined,
    field ? fieldCondition(field) : undefined,
  ];
}

/** Whether the lines must be looked through one by one: no index knows what is asked for. */
export function needsLook({ status, mode, level, kind, search, field }: LineFilter): boolean {
  const text = readLogSearch(search)?.text;
  // The index of the messages is of three letters in a row.
  if (text !== undefined && /[\p{L}\p{N}]{3}/u.test(text)) return false;
  return [status, mode, level, kind, field, text].some((asked) => asked !== undefined);
}

const likeText = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/** Colours and other terminal codes, as PostgreSQL's expressions write them. */
const TERMINAL_CODE = "\\u001b\\[[0-9;:?]*[ -/]*[@-~]";

/**
 * Colours between the words of a line are not seen and must not keep it from being found: the index finds the words in
 * their order, and of those lines the text without its codes is compared.
 */
function searchCondition({ text, isExact }: LogSearch): SQL {
  const like = isExact ? sql`like` : sql`ilike`;
  const words = `%${text.trim().split(/\s+/).map(likeText).join("%")}%`;
  const whole = `%${likeText(text)}%`;
  const { message } = logLines;
  // A case, of which the planner assumes nothing: two conditions on the text would make it expect next to no lines.
  return sql`(${message} ${like} ${words} and case when position(chr(27) in ${message}) = 0
    then ${message} ${like} ${whole}
    else regexp_replace(${message}, ${TERMINAL_CODE}, '', 'g') ${like} ${whole} end)`;
}

/** Lines one of whose arguments is an object with the field, compared as JSON writes its value, texts without quotes. */
function fieldCondition({ name, value }: NonNullable<LineFilter["field"]>): SQL {
  const has =
    value === undefined
      ? sql`json_typeof(argument -> ${name}::text) is not null`
      : sql`argument ->> ${name}::text = ${value}`;
  // Most lines do not have the name anywhere: their text is looked through before it is taken apart.
  return sql`(position(${JSON.stringify(name)} in ${logLines.args}::text) > 0 and json_typeof(${logLines.args}) = 'array' and exists (
    select from json_array_elements(${logLines.args}) as argument where json_typeof(argument) = 'object' and ${has}))`;
}
