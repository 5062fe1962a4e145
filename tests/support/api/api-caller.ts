import { expect } from "vitest";
import type { Container } from "#server/container.ts";
import { openApiDocument } from "#server/openapi/document.ts";
import type { OpenApiOperation, OpenApiResponse } from "#server/openapi/openapi.ts";
import { handleRest, REST_PREFIX } from "#server/rest/handle-rest.ts";
import { problemsOf } from "./check-json.ts";

export const HOST = "studio.test";

export interface ApiRequest {
  method: string;
  /** With values in place of its fields, below /api/v1. */
  path: string;
  query?: string;
  headers?: Record<string, string>;
  /** JSON, as text: what is not JSON may be sent too. */
  body?: string;
}

export interface ApiAnswer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what it is, the document says; tests look into it as they expect it
  body: any;
}

/** Asks the API in this process, as a request that came over HTTP. */
export async function askApi(
  container: Container,
  { method, path, query = "", headers, body }: ApiRequest,
): Promise<ApiAnswer> {
  const request = new Request(`http://${HOST}${REST_PREFIX}${path}${query === "" ? "" : `?${query}`}`, {
    method,
    headers: { host: HOST, ...(body !== undefined && { "content-type": "application/json" }), ...headers },
    ...(body !== undefined && { body }),
  });
  const response = await handleRest(request, { ...container, getSession: async () => null });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
}

const { components } = openApiDocument();

/** Whether the document declares an answer of this status, and its body is as declared. */
export function expectDeclared(
  operation: OpenApiOperation,
  { status, body }: Pick<ApiAnswer, "status" | "body">,
  asked: string,
) {
  expect(Object.keys(operation.responses), `${asked} answered ${status} ${JSON.stringify(body)}`).toContain(
    String(status),
  );
  const declared = operation.responses[status]!;
  const response: OpenApiResponse = "$ref" in declared ? components.responses[status]! : declared;
  const { schema } = response.content["application/json"];
  expect(problemsOf(schema, body, components.schemas), `${asked} answered ${status}`).toEqual([]);
}

/** The document's operation of a method and a path with its fields in braces. */
export const documented = (method: string, path: string): OpenApiOperation =>
  openApiDocument().paths[path]![method.toLowerCase()]!;
