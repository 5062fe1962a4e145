import type { ApiReference, ReferenceAnswer, ReferenceField, ReferenceOperation } from "#domain/api-reference.ts";
import { openApiDocument } from "./document.ts";
import type { OpenApiDocument, OpenApiOperation, OpenApiParameter, OpenApiResponse } from "./openapi.ts";
import { curlOf } from "./reference-curl.ts";
import { fieldsOf, shapeOf } from "./reference-shape.ts";

/** Calls of the client that apps load, by the operation that they stand for. */
const SDK: Readonly<Record<string, string>> = {
  "tasks.list": "Fliplet.App.Tasks.get()",
  "tasks.get": "Fliplet.App.Tasks.get(idOrName)",
  "tasks.create": "Fliplet.App.Tasks.create(options)",
  "tasks.update": "Fliplet.App.Tasks.update(idOrName, changes)",
  "tasks.remove": "Fliplet.App.Tasks.remove(idOrName)",
  "tasks.run": "Fliplet.App.Tasks.run(idOrName, payload) and runWithResult",
  "logs.list": "Fliplet.App.Tasks.getLogs(options)",
};

const made = new Map<string, ApiReference>();

/**
 * The reference of the API as a person reads it, made from the document and from nothing else. Made once for an origin.
 *
 * @param origin where the examples call
 */
export function apiReference(origin: string): ApiReference {
  const known = made.get(origin);
  if (known) return known;
  const reference = makeReference(origin, openApiDocument());
  made.set(origin, reference);
  return reference;
}

function makeReference(origin: string, document: OpenApiDocument): ApiReference {
  const { info, tags, paths, components, servers } = document;
  const prefix = servers[0]!.url;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  return {
    ...{ title: info.title, version: info.version, summary: info.summary },
    introduction: info.description.split("\n\n"),
    groups: tags.map(({ name, description }) => ({
      ...{ id: `tag-${name.toLowerCase().replaceAll(" ", "-")}`, name, note: description },
      operations: operations
        .filter(({ operation }) => operation.tags.includes(name))
        .map(({ path, method, operation }) => toOperation(`${prefix}${path}`, method, operation, origin)),
    })),
    refusals: Object.entries(components.responses).map(toAnswer),
    schemas: Object.entries(components.schemas).map(([name, schema]) => ({
      ...{ id: `schema-${name}`, name },
      shape: shapeOf(schema),
    })),
  };
}

function toOperation(path: string, method: string, operation: OpenApiOperation, origin: string): ReferenceOperation {
  const { operationId, summary, description, parameters, requestBody, responses } = operation;
  const scope = operation["x-scope"];
  const procedure = operation["x-procedure"];
  const body = requestBody?.content["application/json"].schema;
  const [own, shared] = [[], []] as [ReferenceAnswer[], string[]];
  for (const [status, response] of Object.entries(responses))
    if ("$ref" in response) shared.push(status);
    else own.push(toAnswer([status, response]));
  return {
    ...{ id: operationId, method, path, summary, scope, procedure, sdk: SDK[operationId] ?? null },
    // The last paragraph tells the scope, which stands by itself here.
    description: description.split("\n\n").slice(0, -1),
    parameters: parameters.map(toField),
    body: body ? { ...shapeOf(body), fields: fieldsOf(body) } : null,
    ...{ answers: own, refusals: shared },
    curl: curlOf({ origin, path, method, operation }),
  };
}

const toAnswer = ([status, { description, content }]: [string, OpenApiResponse]): ReferenceAnswer => ({
  ...{ status, description },
  shape: shapeOf(content["application/json"].schema),
});

function toField({ name, in: place, required, description, schema, content }: OpenApiParameter): ReferenceField {
  const shape = shapeOf(schema ?? content?.["application/json"].schema ?? {});
  const rules = content ? ["as JSON", ...shape.rules] : shape.rules;
  return { name, place, required, note: description ?? null, shape: { ...shape, rules } };
}
