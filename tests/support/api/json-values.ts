import fc from "fast-check";
import type { JsonSchema } from "#server/rest/json-schema.ts";

/** Texts that have broken others: quoting, patterns, templates, invisible and very wide letters. */
const ODD_TEXTS = [
  ...["", " ", "0", "-1", "null", "true", "constructor", "__proto__", "' OR 1=1 --", "%", "_", "\\", "$1", "{{x}}"],
  ...[
    "\u0000",
    "\t\n",
    "\u202e",
    "é",
    "日本語",
    "💥",
    "<script>alert(1)</script>",
    "* * * * *",
    "Europe/London",
    "../..",
  ],
];
const INSTANTS = [
  ...["1970-01-01T00:00:00Z", "2026-01-31T08:00:00Z", "2026-03-29T01:30:00+01:00", "2024-02-29T23:59:59.999Z"],
  ...["0000-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z"],
];

/**
 * Values that a schema of a request allows.
 *
 * @param known values that name something that is there, by the name of the field; null for a field that has none
 */
export function valuesOf(
  schema: JsonSchema,
  known: (field: string) => readonly unknown[],
  field = "",
): fc.Arbitrary<unknown> {
  const named = known(field);
  const any = anyOf(schema, known, field);
  return named.length === 0 ? any : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...named) }, any);
}

function anyOf(schema: JsonSchema, known: (field: string) => readonly unknown[], field: string): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  const several = schema.anyOf ?? schema.oneOf;
  if (several) return fc.oneof(...several.map((one) => valuesOf(one, known, field)));
  if (Array.isArray(schema.type))
    return fc.oneof(...schema.type.map((type) => anyOf({ ...schema, type }, known, field)));
  switch (schema.type) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "integer":
      return integers(schema);
    case "number":
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case "string":
      return texts(schema);
    case "array":
      return lists(schema, known, field);
    case "object":
      return objects(schema, known);
    default:
      return fc.jsonValue({ maxDepth: 3 });
  }
}

function integers({ minimum = -1_000_000, maximum = 1_000_000 }: JsonSchema): fc.Arbitrary<number> {
  const small = fc.integer({ min: minimum, max: Math.min(maximum, minimum + 100) });
  return fc.oneof({ weight: 5, arbitrary: small }, fc.constantFrom(minimum, maximum));
}

function texts({ minLength = 0, maxLength = 1_000, pattern, format }: JsonSchema): fc.Arbitrary<string> {
  if (format === "date-time") return fc.constantFrom(...INSTANTS);
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength;
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern), { maxLength }).filter(fits);
  const letters = fc.string({ unit: "grapheme", minLength, maxLength: Math.min(maxLength, minLength + 20) });
  return fc.oneof(letters, fc.constantFrom(...ODD_TEXTS)).filter(fits);
}

function lists(
  schema: JsonSchema,
  known: (field: string) => readonly unknown[],
  field: string,
): fc.Arbitrary<unknown[]> {
  const { minItems = 0, maxItems = 4, items, prefixItems } = schema;
  if (prefixItems) return fc.tuple(...prefixItems.map((one) => valuesOf(one, known, field)));
  const one = typeof items === "object" ? valuesOf(items, known, field) : fc.jsonValue();
  return fc.array(one, { minLength: minItems, maxLength: Math.min(maxItems, minItems + 3) });
}

function objects(
  { properties, required = [] }: JsonSchema,
  known: (field: string) => readonly unknown[],
): fc.Arbitrary<unknown> {
  if (!properties)
    return fc.dictionary(fc.oneof(fc.constantFrom("Office", "Name"), texts({})), fc.jsonValue({ maxDepth: 2 }), {
      maxKeys: 4,
    });
  const fields = Object.entries(properties).map(([name, one]) => [name, valuesOf(one, known, name)] as const);
  return someOf(fields, required);
}

/** Records of fields: as few as they may be, or any of them. */
export function someOf(
  fields: readonly (readonly [string, fc.Arbitrary<unknown>])[],
  required: readonly string[],
): fc.Arbitrary<Record<string, unknown>> {
  if (fields.length === 0) return fc.constant({});
  const all: Record<string, fc.Arbitrary<unknown>> = Object.fromEntries(fields);
  const needed = Object.fromEntries(fields.filter(([name]) => required.includes(name)));
  const few = fc
    .constantFrom(...fields.map(([name]) => name))
    .chain((name) => fc.record({ ...needed, [name]: all[name]! }));
  return fc.oneof(fc.record(needed), few, fc.record(all, { requiredKeys: [...required] }));
}
