import type { JsonSchema } from "#server/rest/json-schema.ts";

export type Schemas = Readonly<Record<string, JsonSchema>>;

const KNOWN = new Set([
  ...["$ref", "type", "enum", "const", "properties", "required", "additionalProperties", "propertyNames", "items"],
  ...[
    "prefixItems",
    "anyOf",
    "oneOf",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
  ],
  ...["pattern", "format", "default", "description", "examples"],
]);

/**
 * What of a JSON value is not as its schema says, each by its place; empty for one that is.
 *
 * @throws Error on a schema that uses a word this does not know: nothing passes unchecked.
 */
export function problemsOf(schema: JsonSchema, value: unknown, schemas: Schemas, at = "$"): string[] {
  for (const word of Object.keys(schema)) if (!KNOWN.has(word)) throw new Error(`${at}: unknown word ${word}`);
  if (schema.$ref !== undefined) return problemsOf(resolve(schema.$ref, schemas), value, schemas, at);
  const several = schema.anyOf ?? schema.oneOf;
  if (several) {
    const each = several.map((one) => problemsOf(one, value, schemas, at));
    return each.some((problems) => problems.length === 0) ? [] : [`${at}: none of ${each.length}`, ...each.flat()];
  }
  if (schema.type !== undefined && ![schema.type].flat().some((type) => isOf(type, value)))
    return [`${at}: ${JSON.stringify(value)?.slice(0, 80)} is not ${schema.type}`];
  if (schema.enum && !schema.enum.includes(value)) return [`${at}: ${JSON.stringify(value)} is none of ${schema.enum}`];
  if (schema.const !== undefined && schema.const !== value)
    return [`${at}: ${JSON.stringify(value)} is not the constant`];
  if (typeof value === "string") return textProblems(schema, value, at);
  if (typeof value === "number") return numberProblems(schema, value, at);
  if (Array.isArray(value)) return listProblems(schema, value, schemas, at);
  if (typeof value === "object" && value !== null)
    return objectProblems(schema, value as Record<string, unknown>, schemas, at);
  return [];
}

export function resolve(ref: string, schemas: Schemas): JsonSchema {
  const found = schemas[ref.replace("#/components/schemas/", "")];
  if (!found) throw new Error(`${ref} is not in the document`);
  return found;
}

function isOf(type: string, value: unknown): boolean {
  if (type === "null") return value === null;
  if (type === "array") return Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  if (type === "object") return typeof value === "object" && value !== null && !Array.isArray(value);
  return typeof value === type;
}

function textProblems({ minLength = 0, maxLength, pattern, format }: JsonSchema, value: string, at: string): string[] {
  const { length } = value;
  if (length < minLength || length > (maxLength ?? Number.POSITIVE_INFINITY)) return [`${at}: ${length} characters`];
  if (pattern !== undefined && !new RegExp(pattern, "u").test(value)) return [`${at}: "${value}" is not ${pattern}`];
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?Z$/.test(value) && !Number.isNaN(Date.parse(value));
  if (format === "date-time" && !isInstant) return [`${at}: "${value}" is no instant`];
  if (format !== undefined && format !== "date-time") throw new Error(`${at}: unknown format ${format}`);
  return [];
}

function numberProblems({ minimum, maximum, exclusiveMinimum }: JsonSchema, value: number, at: string): string[] {
  const isTooSmall = value < (minimum ?? value) || (exclusiveMinimum !== undefined && value <= exclusiveMinimum);
  return isTooSmall || value > (maximum ?? value) ? [`${at}: ${value} is out of bounds`] : [];
}

function listProblems(schema: JsonSchema, value: unknown[], schemas: Schemas, at: string): string[] {
  const { minItems = 0, maxItems, prefixItems, items } = schema;
  const { length } = value;
  if (length < minItems || length > (maxItems ?? Number.POSITIVE_INFINITY)) return [`${at}: ${length} items`];
  return value.flatMap((item, index) => {
    const one = prefixItems?.[index] ?? items ?? true;
    if (typeof one === "boolean") return one ? [] : [`${at}[${index}] is one too many`];
    return problemsOf(one, item, schemas, `${at}[${index}]`);
  });
}

function objectProblems(schema: JsonSchema, value: Record<string, unknown>, schemas: Schemas, at: string): string[] {
  const { properties = {}, required = [], additionalProperties = true, propertyNames } = schema;
  const missing = required.filter((name) => !Object.hasOwn(value, name)).map((name) => `${at}.${name} is missing`);
  const wrong = Object.entries(value).flatMap(([name, inner]) => {
    const unnamed = propertyNames ? problemsOf(propertyNames, name, schemas, `${at} name`) : [];
    const one = Object.hasOwn(properties, name) ? properties[name]! : additionalProperties;
    if (typeof one === "boolean") return one ? unnamed : [`${at}.${name} is not declared`];
    return [...unnamed, ...problemsOf(one, inner, schemas, `${at}.${name}`)];
  });
  return [...missing, ...wrong];
}
