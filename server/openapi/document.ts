import type { ZodType } from "zod";
import { apiErrorSchema } from "#domain/api/error.ts";
import { RELEASE_NOTES } from "#domain/releases.ts";
import { USER_TOKEN_HEADER } from "#domain/user.ts";
import { REST_PREFIX } from "../rest/handle-rest.ts";
import { type JsonSchema, toJsonSchema } from "../rest/json-schema.ts";
import type { Operation } from "../rest/operation.ts";
import { OPERATIONS_BY_TAG } from "../rest/operations/index.ts";
import { type Parameter, shapeOf } from "../rest/shape.ts";
import { FIELD_NOTES } from "./field-notes.ts";
import { INTRODUCTION, TAG_NOTES } from "./introduction.ts";
import type { OpenApiDocument, OpenApiOperation, OpenApiParameter, OpenApiResponse } from "./openapi.ts";

let made: OpenApiDocument | undefined;

/** The API in the words of OpenAPI 3.1, made from the procedures and the table of operations. Made once. */
export function openApiDocument(): OpenApiDocument {
  made ??= makeDocument();
  return made;
}

function makeDocument(): OpenApiDocument {
  const named = new Map<string, JsonSchema>();
  const paths: OpenApiDocument["paths"] = {};
  for (const [tag, operations] of Object.entries(OPERATIONS_BY_TAG))
    for (const operation of operations) {
      paths[operation.path] ??= {};
      paths[operation.path]![operation.method.toLowerCase()] = describe(operation, tag, named);
    }
  const error = toJsonSchema(apiErrorSchema, "output", named);
  return {
    openapi: "3.1.0",
    info: {
      title: "App Tasks",
      version: RELEASE_NOTES[0]!.version,
      summary: "Run an app's screens in the cloud, on a schedule or on demand, and see what happened.",
      description: INTRODUCTION,
    },
    servers: [{ url: REST_PREFIX }],
    security: [{ token: [] }],
    tags: TAG_NOTES,
    paths,
    components: {
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "A token of the app, made in the studio under Connect." },
      },
      schemas: Object.fromEntries([...named].sort(([one], [other]) => one.localeCompare(other))),
      responses: Object.fromEntries(
        Object.entries(REFUSALS).map(([status, description]) => [status, errorResponse(status, description, error)]),
      ),
    },
  };
}

const REFUSALS: Readonly<Record<string, string>> = {
  400: "The input cannot be meant; field says which.",
  401: "No token, or one that is not in force.",
  403: "The token lacks the scope, or may not be used from there.",
  404: "There is none, or it is not the app's.",
  409: "What is there already stands against it.",
  413: "The body, or a value in it, is too large.",
  415: "The body must be JSON.",
  422: "The run did not complete; thrown says why.",
  429: "Too many, too fast.",
  503: "Not possible at the moment.",
};

function errorResponse(status: string, description: string, schema: JsonSchema): OpenApiResponse {
  const content = { "application/json": { schema } };
  if (status !== "429") return { description, content };
  const retryAfter = { description: "Seconds after which it may succeed.", schema: { type: "integer" } };
  return { description, headers: { "Retry-After": retryAfter }, content };
}

function describe(operation: Operation, tag: string, named: Map<string, JsonSchema>): OpenApiOperation {
  const { method, summary, description, scope, procedure } = operation;
  const { parameters, body } = shapeOf(operation);
  const isRequired = (body?.required?.length ?? 0) > 0;
  const told = [description, scope === null ? "Any token may." : `Needs the scope \`${scope}\`.`];
  return {
    operationId: operationId(operation),
    tags: [tag],
    summary,
    description: told.filter(Boolean).join("\n\n"),
    parameters: [
      ...parameters.map((one) => toParameter(one, operation)),
      ...(operation.isForUsers ? [USER_TOKEN] : []),
    ],
    ...(body && {
      requestBody: {
        required: isRequired,
        content: {
          "application/json": {
            schema: withNotes(body),
            ...(operation.example && { example: exampleBody(operation, body) }),
          },
        },
      },
    }),
    responses: { ...successes(operation, named), ...refusals(method, operation) },
    "x-procedure": procedure,
    "x-scope": scope,
  };
}

/** The procedure's name, with a word more where two operations share it. */
function operationId({ procedure, method, path }: Operation): string {
  if (procedure === "dataSources.find" && method === "POST") return "dataSources.query";
  if (procedure === "screens.cases.save" && path.endsWith("/cases")) return "screens.cases.create";
  return procedure;
}

const USER_TOKEN: OpenApiParameter = {
  name: USER_TOKEN_HEADER,
  in: "header",
  required: false,
  description: "On whose behalf: a JWT that the app's own server signed.",
  schema: { type: "string" },
};

function toParameter({ name, in: place, required, schema, form }: Parameter, { example }: Operation): OpenApiParameter {
  const note = FIELD_NOTES[name];
  const value = example?.[name];
  const about = { name, in: place, required, ...(note !== undefined && { description: note }) };
  const shown = value !== undefined && place !== "header" && { example: value };
  if (form === "json") return { ...about, content: { "application/json": { schema, ...shown } } };
  return { ...about, schema, ...shown };
}

function withNotes(body: JsonSchema): JsonSchema {
  const fields = Object.entries(body.properties ?? {}).map(([name, schema]) => {
    const note = FIELD_NOTES[name];
    return [name, note === undefined ? schema : { description: note, ...schema }] as const;
  });
  return { ...body, properties: Object.fromEntries(fields) };
}

const exampleBody = ({ example = {} }: Operation, body: JsonSchema) =>
  Object.fromEntries(Object.entries(example).filter(([name]) => Object.hasOwn(body.properties ?? {}, name)));

const WORDS: Readonly<Record<number, string>> = { 200: "Done.", 201: "Made.", 202: "Queued, or under way." };

function successes(operation: Operation, named: Map<string, JsonSchema>): Record<string, OpenApiResponse> {
  const { answer, status = 200, waiting, mayGoOn } = operation;
  const json = (schema: ZodType) => toJsonSchema(schema, "output", named);
  const response = (code: number, schema: JsonSchema): [string, OpenApiResponse] => [
    String(code),
    { description: WORDS[code]!, content: { "application/json": { schema } } },
  ];
  const own = json(answer);
  if (!waiting) return Object.fromEntries([response(status, own), ...(mayGoOn ? [response(202, own)] : [])]);
  const waited = json(waiting.answer);
  return Object.fromEntries([response(200, waited), response(202, { anyOf: [own, waited] })]);
}

function refusals(method: string, { waiting, mayGoOn }: Operation): Record<string, { $ref: string }> {
  const changes = method !== "GET";
  const statuses = [
    ...["400", "401", "403", "404"],
    ...(changes ? ["409", "413", "415"] : []),
    ...(waiting || mayGoOn ? ["422"] : []),
    ...["429", "503"],
  ];
  return Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${status}` }]));
}
