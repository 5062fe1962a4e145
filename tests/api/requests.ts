import fc from "fast-check";
import { openApiDocument } from "#server/openapi/document.ts";
import type { OpenApiOperation, OpenApiParameter } from "#server/openapi/openapi.ts";
import type { JsonSchema } from "#server/rest/json-schema.ts";
import type { ApiRequest } from "#tests/support/api/api-caller.ts";
import { problemsOf } from "#tests/support/api/check-json.ts";
import { someOf, valuesOf } from "#tests/support/api/json-values.ts";

/** An operation of the document, and where it stands in it. */
export interface Documented {
  method: string;
  path: string;
  operation: OpenApiOperation;
}

/** Values that name something that is there, by the name of the field. */
export type Known = (field: string) => readonly unknown[];

/** A request before it is written down: what stands in its path, its query, its headers and its body. */
interface Draft {
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  header: Record<string, unknown>;
  body: Record<string, unknown> | undefined;
}

const schemaOf = ({ schema, content }: OpenApiParameter): JsonSchema => schema ?? content!["application/json"].schema;

/** The user's token is signed by the app, and another app's id is another test's. */
const LEFT_OUT = ["x-user-token", "appId"];

const parametersOf = ({ operation }: Documented) => operation.parameters.filter(({ name }) => !LEFT_OUT.includes(name));

const bodyOf = ({ operation }: Documented) => operation.requestBody?.content["application/json"].schema;

function drafts(documented: Documented, known: Known): fc.Arbitrary<Draft> {
  const part = (place: OpenApiParameter["in"]): fc.Arbitrary<Record<string, unknown>> => {
    const here = parametersOf(documented).filter((one) => one.in === place);
    const fields = here.map((one) => [one.name, inAddress(one, known)] as const);
    // Without it a call may wait for 25 seconds: that is for another test.
    const isNeeded = ({ required, name }: OpenApiParameter) => required || name === "patienceMs";
    return someOf(
      fields,
      here.filter(isNeeded).map(({ name }) => name),
    );
  };
  const body = bodyOf(documented);
  return fc.record({
    path: part("path"),
    query: part("query"),
    header: part("header"),
    body: body ? (valuesOf(body, known) as fc.Arbitrary<Record<string, unknown>>) : fc.constant(undefined),
  });
}

/** A header carries only visible letters; a path loses its dots and its empty parts on the way. */
function inAddress(parameter: OpenApiParameter, known: Known): fc.Arbitrary<unknown> {
  const values = valuesOf(schemaOf(parameter), known, parameter.name);
  if (parameter.in === "header") return values.filter((value) => /^[!-~]+$/.test(String(value)));
  if (parameter.in === "path") return values.filter((value) => !/^\.*$/.test(String(value)));
  return values;
}

/** Requests that the document allows. */
export const validRequests = (documented: Documented, known: Known): fc.Arbitrary<ApiRequest> =>
  drafts(documented, known).map((draft) => write(documented, draft));

/** Requests that it does not allow, in one thing; null for an operation that takes everything. */
export function invalidRequests(documented: Documented, known: Known): fc.Arbitrary<ApiRequest> {
  const faults: ((draft: Draft) => fc.Arbitrary<Draft>)[] = [
    (draft) => fc.constant({ ...draft, query: { ...draft.query, "no-such-parameter": "1" } }),
  ];
  for (const parameter of parametersOf(documented)) {
    const wrong = WRONG_IN_ADDRESS.filter((text) => isWrong(schemaOf(parameter), text, parameter));
    if (wrong.length === 0 || parameter.in === "header") continue;
    faults.push((draft) =>
      fc.constantFrom(...wrong).map((text) => ({
        ...draft,
        [parameter.in]: { ...draft[parameter.in], [parameter.name]: text },
      })),
    );
  }
  const body = bodyOf(documented);
  if (body) {
    faults.push((draft) => fc.constant({ ...draft, body: { ...draft.body, noSuchField: 1 } }));
    for (const name of body.required ?? [])
      faults.push((draft) => {
        const { [name]: _left, ...rest } = draft.body!;
        return fc.constant({ ...draft, body: rest });
      });
    for (const [name, schema] of Object.entries(body.properties ?? {})) {
      const wrong = WRONG_IN_BODY.filter(
        (value) => problemsOf(schema, value, openApiDocument().components.schemas).length > 0,
      );
      if (wrong.length === 0) continue;
      faults.push((draft) =>
        fc.constantFrom(...wrong).map((value) => ({ ...draft, body: { ...draft.body, [name]: value } })),
      );
    }
  }
  return fc
    .tuple(drafts(documented, known), fc.constantFrom(...faults))
    .chain(([draft, fault]) => fault(draft))
    .map((draft) => write(documented, draft));
}

const WRONG_IN_ADDRESS = ["nonsense", "-1", "1.5", "1e3", "[]", "{", "99999999999999999999"];
const WRONG_IN_BODY = [null, true, -1, 1.5, "", "\u0000", "x".repeat(2_000), [], [null], {}, { a: 1 }];

/** Whether a text in an address is none of what the schema allows, whatever is made of it. */
function isWrong(schema: JsonSchema, text: string, { content }: OpenApiParameter): boolean {
  const { schemas } = openApiDocument().components;
  const readings: unknown[] = content ? [] : [text, [text]];
  if (!content && /^-?[\d.]+$/.test(text)) readings.push(Number(text));
  if (content)
    try {
      readings.push(JSON.parse(text));
    } catch {
      return true;
    }
  return readings.every((value) => problemsOf(schema, value, schemas).length > 0);
}

function write(documented: Documented, { path, query, header, body }: Draft): ApiRequest {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    const isJson = documented.operation.parameters.find((one) => one.name === name)?.content !== undefined;
    for (const one of Array.isArray(value) && !isJson ? value : [value])
      search.append(name, isJson && typeof one !== "string" ? JSON.stringify(one) : String(one));
  }
  return {
    method: documented.method,
    path: documented.path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(String(path[name]))),
    query: search.toString(),
    headers: Object.fromEntries(Object.entries(header).map(([name, value]) => [name, String(value)])),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}
