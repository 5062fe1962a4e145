import { badInput } from "#domain/errors.ts";
import type { Match } from "./match-path.ts";
import { readBody } from "./read-body.ts";
import { type Parameter, shapeOf } from "./shape.ts";

export interface ReadInput {
  /** What the procedure is called with. */
  input: Record<string, unknown>;
  /** Whether the result is waited for. */
  wait: boolean;
}

/**
 * The input of the procedure, out of the request's path, query, headers and body. Values are only brought into form here:
 * the procedure judges them.
 *
 * @throws DomainError on what the operation does not take, and on a body that is not JSON.
 */
export async function readInput({ operation, values }: Match, request: Request): Promise<ReadInput> {
  const { parameters, body } = shapeOf(operation);
  const query = queryOf(new URL(request.url).searchParams, parameters);
  const fields = body ? await readBody(request) : {};
  const input: Record<string, unknown> = { ...fields };
  for (const parameter of parameters) {
    const { name, target } = parameter;
    const [field] = target;
    if (field === undefined) continue;
    if (Object.hasOwn(fields, field)) throw misplaced(parameter, field);
    const given = givenOf(parameter, { values, query, headers: request.headers });
    if (given !== undefined) put(input, target, name === "idOrName" ? taskOf(given, query) : toValue(parameter, given));
  }
  for (const name of operation.without ?? []) if (Object.hasOwn(fields, name)) throw unknownField(name);
  return { input, wait: query.get("wait")?.[0] === "true" };
}

type Query = ReadonlyMap<string, string[]>;

function queryOf(searchParams: URLSearchParams, parameters: readonly Parameter[]): Query {
  const known = new Map(parameters.flatMap((one) => (one.in === "query" ? [[one.name, one] as const] : [])));
  const query = new Map<string, string[]>();
  for (const [name, value] of searchParams) {
    const parameter = known.get(name);
    if (!parameter) throw unknownField(name);
    const values = [...(query.get(name) ?? []), value];
    if (values.length > 1 && parameter.form !== "list" && parameter.form !== "someOf")
      throw badInput("INVALID_INPUT", `"${name}" stands in the address more than once.`, name);
    query.set(name, values);
  }
  const [by] = query.get("by") ?? [];
  if (by !== undefined && by !== "name") throw badInput("INVALID_INPUT", 'by must be "name".', "by");
  const [wait] = query.get("wait") ?? [];
  if (wait !== undefined && wait !== "true" && wait !== "false")
    throw badInput("INVALID_INPUT", "wait must be true or false.", "wait");
  return query;
}

const unknownField = (name: string) =>
  badInput("INVALID_INPUT", `"${name.slice(0, 100)}" is not a field of this call.`, name.slice(0, 100));

function misplaced({ name, in: place }: Parameter, field: string) {
  const where = { path: "the path", query: "the query", header: `the header ${name}` }[place];
  return badInput("INVALID_INPUT", `"${field}" belongs into ${where}, not into the body.`, field);
}

interface Given {
  values: Readonly<Record<string, string>>;
  query: Query;
  headers: Headers;
}

function givenOf({ name, in: place }: Parameter, { values, query, headers }: Given): string[] | undefined {
  if (place === "query") return query.get(name);
  const value = place === "path" ? values[name] : headers.get(name);
  return value === null || value === undefined ? undefined : [value];
}

/** Digits are a task's id, unless the address says that they are its name. */
const taskOf = ([text]: readonly string[], query: Query): number | string =>
  /^\d+$/.test(text!) && !query.has("by") ? Number(text) : text!;

/** What is not of the expected form is left as it is: the procedure says what it expects. */
function toValue({ form, name }: Parameter, given: string[]): unknown {
  const [text] = given as [string];
  switch (form) {
    case "number":
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
    case "boolean":
      return text === "true" || (text === "false" ? false : text);
    case "list":
      return given;
    case "someOf":
      return given.length === 1 ? text : given;
    case "json":
      return fromJson(text, name);
    default:
      return text;
  }
}

function fromJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw badInput("INVALID_INPUT", `${name} must be JSON.`, name);
  }
}

function put(input: Record<string, unknown>, [field, inner]: readonly string[], value: unknown): void {
  if (inner === undefined) input[field!] = value;
  else input[field!] = { ...(input[field!] as Record<string, unknown> | undefined), [inner]: value };
}
