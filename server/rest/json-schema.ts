import { type ZodType, z } from "zod";
import {
  ACTION_ENVIRONMENTS,
  ACTION_TRIGGERS,
  actionCodeSchema,
  actionDependenciesSchema,
  actionEnvironmentSchema,
  actionTriggersSchema,
  DEPENDENCIES_MAX,
} from "#domain/action.ts";
import { EVENT_TYPES, eventTypeSchema } from "#domain/event.ts";
import { TRIGGERS_PER_TASK_MAX } from "#domain/event-values.ts";
import { TASK_NAME_LENGTH_MAX } from "#domain/limits.ts";
import { taskNameSchema } from "#domain/task.ts";

/** What of JSON Schema (draft 2020-12) the API's document uses. */
export interface JsonSchema {
  $ref?: string;
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  items?: boolean | JsonSchema;
  prefixItems?: JsonSchema[];
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  format?: string;
  default?: unknown;
  description?: string;
  examples?: unknown[];
}

/** What is judged by code of our own, of which zod cannot tell a schema. */
const JUDGED: ReadonlyMap<ZodType, JsonSchema> = new Map<ZodType, JsonSchema>([
  [taskNameSchema, { type: "string", minLength: 1, maxLength: TASK_NAME_LENGTH_MAX, pattern: "^[A-Za-z0-9_-]+$" }],
  [eventTypeSchema, { type: "string", enum: [...EVENT_TYPES] }],
  [actionCodeSchema, { type: "string", minLength: 1 }],
  [actionEnvironmentSchema, { type: "string", enum: [...ACTION_ENVIRONMENTS] }],
  [
    actionTriggersSchema,
    {
      type: "array",
      maxItems: TRIGGERS_PER_TASK_MAX,
      items: {
        type: "object",
        properties: { trigger: { type: "string", enum: [...ACTION_TRIGGERS] }, where: { type: "object" } },
        required: ["trigger"],
      },
    },
  ],
  [actionDependenciesSchema, { type: "array", maxItems: DEPENDENCIES_MAX, items: { type: "string" } }],
]);

/**
 * A schema as the document has it; named ones by reference.
 *
 * @param io whether it is read as what comes in or as what goes out
 * @param named collects the named schemas that it refers to
 */
export function toJsonSchema(schema: ZodType, io: "input" | "output", named: Map<string, JsonSchema>): JsonSchema {
  const {
    $schema: _draft,
    $defs,
    ...json
  } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => correct(zodSchema as unknown as ZodType, jsonSchema as JsonSchema),
  }) as JsonSchema & { $schema: string; $defs?: Record<string, JsonSchema> };
  for (const [name, one] of Object.entries($defs ?? {})) named.set(name, withoutId(one));
  return withoutId(json, named);
}

/** What zod cannot know: what is judged by code of our own, and that a format says what its long pattern says. */
function correct(zodSchema: ZodType, json: JsonSchema): void {
  Object.assign(json, JUDGED.get(zodSchema));
  if (json.format !== undefined) delete json.pattern;
  if (!(zodSchema instanceof z.ZodObject)) return;
  const needed = Object.entries(zodSchema.shape).filter(([, field]) => JUDGED.has(field as ZodType));
  if (needed.length > 0) json.required = [...needed.map(([name]) => name), ...(json.required ?? [])];
}

/** The root of a conversion stands in full, also where it has a name: then its name is what others refer to. */
function withoutId(json: JsonSchema & { id?: string }, named?: Map<string, JsonSchema>): JsonSchema {
  const { id, ...rest } = inComponents(json) as JsonSchema & { id?: string };
  if (id === undefined || !named) return rest;
  named.set(id, rest);
  return { $ref: `#/components/schemas/${id}` };
}

/** Names stand under components in an OpenAPI document. */
const inComponents = (json: JsonSchema): JsonSchema =>
  JSON.parse(JSON.stringify(json).replaceAll('"$ref":"#/$defs/', '"$ref":"#/components/schemas/'));

/** The schema without null, for places where nothing is simply left out. */
export function withoutNull(json: JsonSchema): JsonSchema {
  if (Array.isArray(json.type)) {
    const types = json.type.filter((type) => type !== "null");
    return { ...json, type: types.length === 1 ? types[0]! : types };
  }
  const { anyOf, ...rest } = json;
  if (!anyOf) return json;
  const others = anyOf.filter(({ type }) => type !== "null");
  return others.length === 1 ? { ...others[0], ...rest } : { ...rest, anyOf: others };
}
