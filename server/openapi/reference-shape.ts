import type { ReferenceField, ReferenceShape } from "#domain/api-reference.ts";
import type { JsonSchema } from "../rest/json-schema.ts";

const PLAIN: Readonly<Record<string, string>> = {
  integer: "whole number",
  number: "number",
  string: "text",
  boolean: "true or false",
  object: "object",
  null: "null",
  array: "list",
};

const shape = (words: ReferenceShape["words"], more: Partial<ReferenceShape> = {}): ReferenceShape => ({
  ...{ words, values: [], rules: [], fields: [], choices: [] },
  ...more,
});

/** What a schema says, for a person. Named schemas are named and told where they stand. */
export function shapeOf(schema: JsonSchema): ReferenceShape {
  if (schema.$ref !== undefined) return shape([{ schema: schema.$ref.split("/").at(-1)! }]);
  const several = schema.anyOf ?? schema.oneOf;
  if (several) return withRules(oneOf(several), unlessGiven(schema));
  if (schema.enum) return shape(["one of"], { values: schema.enum.map(asJson), rules: unlessGiven(schema) });
  if (schema.const !== undefined) return shape(["always"], { values: [asJson(schema.const)] });
  if (Array.isArray(schema.type)) return oneOf(schema.type.map((type) => ({ ...schema, type })));
  if (schema.type === "array") return listOf(schema);
  if (schema.type === "object") return objectOf(schema);
  if (schema.type === undefined) return shape(["any JSON"], { rules: unlessGiven(schema) });
  const words = schema.format === "date-time" ? "instant, ISO 8601" : PLAIN[schema.type]!;
  return shape([words], { rules: [...boundsOf(schema), ...unlessGiven(schema)] });
}

/** The fields of an object in its own order, which is that of importance. */
export function fieldsOf({ properties = {}, required = [] }: JsonSchema): ReferenceField[] {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    required: required.includes(name),
    note: schema.description ?? null,
    shape: shapeOf(schema),
  }));
}

function objectOf(schema: JsonSchema): ReferenceShape {
  const { properties, additionalProperties, propertyNames } = schema;
  const rules = [...unlessGiven(schema)];
  if (propertyNames?.maxLength !== undefined) rules.push(`names of at most ${propertyNames.maxLength} characters`);
  if (properties) return shape(["object"], { fields: fieldsOf(schema), rules });
  const isOpen = typeof additionalProperties !== "object" || Object.keys(additionalProperties).length === 0;
  if (isOpen) return shape(["object"], { rules });
  const inner = shapeOf(additionalProperties);
  return withRules({ ...inner, words: ["object whose values are ", ...inner.words] }, rules);
}

function listOf(schema: JsonSchema): ReferenceShape {
  const { items, prefixItems, minItems, maxItems } = schema;
  if (prefixItems) {
    const words = prefixItems.map(shapeOf).flatMap((one, n) => [...(n > 0 ? [", "] : []), ...one.words]);
    return shape(["list of: ", ...words]);
  }
  const inner = typeof items === "object" ? shapeOf(items) : shape(["any JSON"]);
  const rules = [...unlessGiven(schema)];
  if (maxItems !== undefined) rules.push(`${minItems ? `${minItems} to` : "at most"} ${maxItems} of them`);
  else if (minItems) rules.push(`at least ${minItems} of them`);
  const words = inner.words[0] === "one of" ? ["any of"] : inner.words;
  return withRules({ ...inner, words: ["list of ", ...words] }, rules);
}

/** Alternatives: in one line where words suffice, each by itself where they hold fields. */
function oneOf(several: readonly JsonSchema[]): ReferenceShape {
  const isNull = ({ type }: JsonSchema) => type === "null";
  const all = several.filter((one) => !isNull(one)).map(shapeOf);
  const ending = several.some(isNull) ? [" or null"] : [];
  const [first, ...others] = all;
  if (first && others.length === 0) return { ...first, words: [...first.words, ...ending] };
  if (all.some(({ fields, choices }) => fields.length + choices.length > 0))
    return shape(["one of these", ...ending], { choices: all });
  const words = all.flatMap((one, n) => [...(n > 0 ? [" or "] : []), ...one.words]);
  const of = <T>(pick: (one: ReferenceShape) => T[]) => [...new Set(all.flatMap(pick))];
  return shape([...words, ...ending], { values: of(({ values }) => values), rules: of(({ rules }) => rules) });
}

const withRules = (one: ReferenceShape, rules: string[]): ReferenceShape => ({
  ...one,
  rules: [...one.rules, ...rules],
});

function boundsOf({ minimum, maximum, exclusiveMinimum, minLength, maxLength, pattern, type }: JsonSchema): string[] {
  const rules: string[] = [];
  // The largest number that there is says nothing to a person.
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (minimum !== undefined && most !== undefined) rules.push(`${minimum} to ${most}`);
  else if (most !== undefined) rules.push(`at most ${most}`);
  else if (minimum !== undefined && minimum !== Number.MIN_SAFE_INTEGER) rules.push(`at least ${minimum}`);
  if (exclusiveMinimum !== undefined) rules.push(`more than ${exclusiveMinimum}`);
  if (type === "string" && maxLength !== undefined)
    rules.push(`${minLength ? `${minLength} to` : "at most"} ${maxLength} characters`);
  else if (type === "string" && minLength) rules.push(`at least ${minLength} character${minLength === 1 ? "" : "s"}`);
  if (pattern !== undefined) rules.push(`matches ${pattern}`);
  return rules;
}

const unlessGiven = (schema: JsonSchema) =>
  schema.default === undefined ? [] : [`${asJson(schema.default)} unless given`];

const asJson = (value: unknown) => JSON.stringify(value);
