import type { ZodType, z } from "zod";
import { appRouter } from "../trpc/root.ts";
import { type JsonSchema, toJsonSchema, withoutNull } from "./json-schema.ts";
import type { Operation } from "./operation.ts";

/**
 * How a value stands in an address: `number`, `boolean` and `text` as they are, `list` by repeating its name, `someOf` once
 * or several times, `json` as JSON, `task` as an id or a name.
 */
export type Form = "number" | "boolean" | "text" | "list" | "someOf" | "json" | "task";

export interface Parameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  schema: JsonSchema;
  form: Form;
  /** Where in the procedure's input its value goes; empty for what decides how the call is made. */
  target: readonly string[];
}

/** Where the input of an operation's procedure stands in a request. */
export interface Shape {
  parameters: readonly Parameter[];
  /** Null for an operation without a body. */
  body: JsonSchema | null;
}

interface Internals {
  _def: { inputs: readonly ZodType[]; type: "query" | "mutation" | "subscription" };
}

const procedures = appRouter._def.procedures as unknown as Readonly<Record<string, Internals>>;

/** Whether a procedure only reads. */
export const isQuery = (procedure: string) => procedures[procedure]!._def.type === "query";

/** What a procedure itself takes: `inApp` puts the app beside it, and its schema is what the pipe leads to. */
export function inputOf(procedure: string): ZodType {
  const [schema] = procedures[procedure]!._def.inputs;
  const { out } = schema!._zod.def as z.core.$ZodPipeDef;
  return out as ZodType;
}

export const APP_ID: Parameter = {
  name: "appId",
  in: "query",
  required: false,
  schema: { type: "integer", minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
  form: "number",
  target: ["appId"],
};

const BY: Parameter = {
  name: "by",
  in: "query",
  required: false,
  schema: { type: "string", enum: ["name"] },
  form: "text",
  target: [],
};

const WAIT: Parameter = {
  name: "wait",
  in: "query",
  required: false,
  schema: { type: "boolean", default: false },
  form: "boolean",
  target: [],
};

const shapes = new Map<Operation, Shape>();

/** Where everything stands that an operation takes, made from its procedure's own schema. */
export function shapeOf(operation: Operation): Shape {
  const known = shapes.get(operation);
  if (known) return known;
  const shape = makeShape(operation);
  shapes.set(operation, shape);
  return shape;
}

function makeShape({ method, path, procedure, waiting, flat = {}, without = [] }: Operation): Shape {
  const input = toJsonSchema(inputOf(procedure), "input", new Map());
  const required = new Set(input.required);
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
  const rest = new Map(Object.entries(input.properties ?? {}));
  const parameters: Parameter[] = inPath.map((name) => {
    const schema = rest.get(name)!;
    return { name, in: "path", required: true, schema, form: formOf(schema, name), target: [name] };
  });
  for (const name of [...inPath, ...without]) rest.delete(name);
  if (inPath.includes("idOrName")) parameters.push(BY);
  if (waiting) parameters.push(WAIT);

  const key = rest.get("idempotencyKey");
  if (key) {
    rest.delete("idempotencyKey");
    const at = { name: "Idempotency-Key", in: "header", target: ["idempotencyKey"] } as const;
    parameters.push({ ...at, required: false, schema: key, form: "text" });
  }
  const hasBody = method !== "GET" && method !== "DELETE";
  if (!hasBody) parameters.push(...queryOf(rest, required, flat));
  parameters.push(APP_ID);
  if (!hasBody || rest.size === 0) return { parameters, body: null };
  const left = [...required].filter((name) => rest.has(name));
  const body: JsonSchema = { type: "object", properties: Object.fromEntries(rest), additionalProperties: false };
  return { parameters, body: left.length > 0 ? { ...body, required: left } : body };
}

function queryOf(
  fields: ReadonlyMap<string, JsonSchema>,
  required: ReadonlySet<string>,
  flat: Readonly<Record<string, string>>,
): Parameter[] {
  const flattened = Object.entries(flat).map(([name, place]): Parameter => {
    const [field, inner] = place.split(".") as [string, string];
    const schema = fields.get(field)!.properties![inner]!;
    return { name, in: "query", required: false, schema, form: formOf(schema, name), target: [field, inner] };
  });
  const spread = new Set(flattened.map(({ target }) => target[0]));
  const whole = [...fields].flatMap(([name, nullable]): Parameter[] => {
    if (spread.has(name)) return [];
    const schema = withoutNull(nullable);
    return [{ name, in: "query", required: required.has(name), schema, form: formOf(schema, name), target: [name] }];
  });
  return [...flattened, ...whole];
}

function formOf(schema: JsonSchema, name: string): Form {
  if (name === "idOrName") return "task";
  if (schema.type === "integer" || schema.type === "number") return "number";
  if (schema.type === "boolean") return "boolean";
  if (schema.type === "string") return "text";
  if (isTextList(schema)) return "list";
  if (schema.anyOf?.length === 2 && schema.anyOf[0]!.type === "string" && isTextList(schema.anyOf[1]!)) return "someOf";
  return "json";
}

const isTextList = ({ type, items }: JsonSchema) =>
  type === "array" && typeof items === "object" && items.type === "string";
