import type { JsonSchema } from "../rest/json-schema.ts";
import type { OpenApiOperation, OpenApiParameter } from "./openapi.ts";

interface Called {
  origin: string;
  path: string;
  method: string;
  operation: OpenApiOperation;
}

/** A command that calls the operation, with values in place of what it needs; the token comes from the environment. */
export function curlOf({ origin, path, method, operation: { parameters, requestBody } }: Called): string {
  const filled = path.replace(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(String(valueFor(parameters.find((one) => one.name === name)))),
  );
  const query = new URLSearchParams();
  for (const parameter of parameters)
    if (parameter.in === "query" && (parameter.required || exampleOf(parameter) !== undefined))
      for (const one of [valueFor(parameter)].flat())
        query.append(parameter.name, parameter.content ? JSON.stringify(one) : String(one));
  const url = `${origin}${filled}${query.size > 0 ? `?${query}` : ""}`;
  const lines = [`curl ${method === "GET" ? "" : `-X ${method} `}${quoted(url)}`, '-H "authorization: Bearer $TOKEN"'];
  if (requestBody) {
    const { schema, example } = requestBody.content["application/json"];
    lines.push("-H 'content-type: application/json'", `-d ${quoted(JSON.stringify(example ?? sampleOf(schema)))}`);
  }
  return lines.join(" \\\n  ");
}

const exampleOf = ({ example, content }: OpenApiParameter) => example ?? content?.["application/json"].example;

function valueFor(parameter: OpenApiParameter | undefined): unknown {
  if (!parameter) return "1";
  if (parameter.name === "idOrName") return "my-task";
  return exampleOf(parameter) ?? sampleOf(parameter.schema ?? parameter.content?.["application/json"].schema ?? {});
}

/** The least that the schema takes. */
export function sampleOf(schema: JsonSchema): unknown {
  const { type, properties = {}, required = [], items, minItems, minimum, format } = schema;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum) return schema.enum[0];
  if (schema.const !== undefined) return schema.const;
  const several = schema.anyOf ?? schema.oneOf;
  if (several) return sampleOf(several[0]!);
  switch (Array.isArray(type) ? type[0] : type) {
    case "integer":
    case "number":
      return Math.max(minimum ?? 1, 1);
    case "boolean":
      return true;
    case "string":
      return format === "date-time" ? "2026-01-31T08:00:00Z" : "text";
    case "array":
      return minItems && typeof items === "object" ? [sampleOf(items)] : [];
    case "object":
      return Object.fromEntries(required.map((name) => [name, sampleOf(properties[name] ?? {})]));
    default:
      return {};
  }
}

/** In single quotes of a shell, which leave all but themselves alone. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
