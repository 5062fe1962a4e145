import type { EventType, TaskTrigger } from "#domain/event-values.ts";

/** How one column is asked about. */
export const CONDITION_TESTS = ["is", "isNot", "isOneOf", "contains", "gt", "gte", "lt", "lte"] as const;
export type ConditionTest = (typeof CONDITION_TESTS)[number];

export interface ConditionDraft {
  /** Tells the form's conditions apart. */
  key: number;
  column: string;
  test: ConditionTest;
  /** As typed: JSON where it is a number, true, false, null or in quotes, else the text itself. */
  value: string;
}

/** A trigger as its form holds it: as typed, right or wrong. */
export interface TriggerDraft {
  key: number;
  type: EventType;
  /** The data source, or the task, that it is about; null for any. */
  about: number | null;
  conditions: ConditionDraft[];
  /** The filter as JSON, where the fields above cannot say it; null where they do. */
  json: string | null;
}

export const isAboutEntries = (type: EventType) => type.startsWith("dataSource.");

/** The field of the event that says what it is about. */
const aboutField = (type: EventType) => (isAboutEntries(type) ? "dataSourceId" : "taskId");

const nextKey = (list: readonly { key: number }[]) => 1 + Math.max(0, ...list.map(({ key }) => key));

export const newTriggerDraft = (triggers: readonly TriggerDraft[]): TriggerDraft => ({
  key: nextKey(triggers),
  type: "dataSource.entry.create",
  about: null,
  conditions: [],
  json: null,
});

export const newConditionDraft = (conditions: readonly ConditionDraft[]): ConditionDraft => ({
  key: nextKey(conditions),
  column: "",
  test: "is",
  value: "",
});

/** @param index its place, which tells it apart from the others */
export function triggerDraftOf({ type, where }: TaskTrigger, index: number): TriggerDraft {
  const read = readWhere(type, where);
  const asJson = { about: null, conditions: [], json: JSON.stringify(where, null, 2) };
  return { key: index + 1, type, ...(read ? { ...read, json: null } : asJson) };
}

/** What the server is sent. Call it only when there is no problem. */
export function triggerInputOf({ type, about, conditions, json }: TriggerDraft): TaskTrigger {
  if (json !== null) return { type, where: (parseJson(json) ?? {}) as Record<string, unknown> };
  const parts: [string, unknown][] = [
    ...(about === null ? [] : [[aboutField(type), about] as [string, unknown]]),
    ...conditions.map(({ column, test, value }): [string, unknown] => [
      `data.${column.trim()}`,
      writeTest(test, value),
    ]),
  ];
  const isPlain = new Set(parts.map(([key]) => key)).size === parts.length;
  return {
    type,
    where: isPlain ? Object.fromEntries(parts) : { $and: parts.map(([key, value]) => ({ [key]: value })) },
  };
}

/** What the form knows to be wrong with the triggers before it asks the server. `field` is named as the server names it. */
export function triggerProblem(triggers: readonly TriggerDraft[]): { field: string; message: string } | null {
  for (const [index, { json, conditions }] of triggers.entries()) {
    const field = `triggers.${index}.where`;
    if (json !== null && !isObject(parseJson(json)))
      return { field, message: 'The filter must be a JSON object, e.g. { "data.Status": "open" }.' };
    if (json === null && conditions.some(({ column }) => column.trim() === ""))
      return { field, message: "Name the column of each condition, or remove the condition." };
  }
  return null;
}

function readWhere(type: EventType, where: Record<string, unknown>): Pick<TriggerDraft, "about" | "conditions"> | null {
  const { $and, ...rest } = where;
  if ($and !== undefined && !(Array.isArray($and) && $and.every(isObject))) return null;
  const parts = [...Object.entries(rest), ...(Array.isArray($and) ? $and.flatMap(Object.entries) : [])];
  let about: number | null = null;
  const conditions: ConditionDraft[] = [];
  for (const [key, value] of parts) {
    if (key === aboutField(type) && typeof value === "number" && about === null) {
      about = value;
      continue;
    }
    const tests = key.startsWith("data.") ? readTests(value) : null;
    if (!tests) return null;
    for (const test of tests) conditions.push({ key: conditions.length + 1, column: key.slice(5), ...test });
  }
  return { about, conditions };
}

const OPERATORS: Partial<Record<ConditionTest, string>> = {
  isNot: "$ne",
  isOneOf: "$in",
  contains: "$iLike",
  gt: "$gt",
  gte: "$gte",
  lt: "$lt",
  lte: "$lte",
};

type Told = Pick<ConditionDraft, "test" | "value">;

/** Null where the fields of the form cannot say it. */
function readTests(value: unknown): Told[] | null {
  if (!isObject(value)) return isScalar(value) ? [{ test: "is", value: typed(value) }] : null;
  const tests = Object.entries(value).map(([operator, operand]): Told | null => {
    const test = CONDITION_TESTS.find((name) => OPERATORS[name] === operator);
    if (!test) return null;
    if (test === "isOneOf") {
      const isList = Array.isArray(operand) && operand.every((item) => isScalar(item) && !String(item).includes(","));
      return isList ? { test, value: operand.map(typed).join(", ") } : null;
    }
    if (test === "contains") {
      const text = typeof operand === "string" ? textOfPattern(operand) : null;
      return text === null ? null : { test, value: text };
    }
    return isScalar(operand) ? { test, value: typed(operand) } : null;
  });
  return tests.every((test) => test !== null) ? tests : null;
}

function writeTest(test: ConditionTest, value: string): unknown {
  const operator = OPERATORS[test];
  if (!operator) return meant(value);
  if (test === "isOneOf") return { [operator]: value.split(",").map(meant) };
  if (test === "contains") return { [operator]: `%${value.replace(/[\\%_]/g, "\\$&")}%` };
  return { [operator]: meant(value) };
}

/** The text between the wildcards of a pattern that asks for a text anywhere; null for any other. */
function textOfPattern(pattern: string): string | null {
  const inner = /^%((?:[^\\%_]|\\[\\%_])*)%$/s.exec(pattern)?.[1];
  return inner === undefined ? null : inner.replace(/\\([\\%_])/g, "$1");
}

/** What a typed value means. */
function meant(text: string): unknown {
  const parsed = parseJson(text);
  return isScalar(parsed) ? parsed : text.trim();
}

/** A value as it is typed: a text that could be taken for something else stands in quotes. */
function typed(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return meant(value) === value ? value : JSON.stringify(value);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isScalar = (value: unknown) => value === null || ["string", "number", "boolean"].includes(typeof value);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
