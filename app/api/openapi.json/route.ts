import { openApiDocument } from "#server/openapi/document.ts";

/** The API in the words of OpenAPI 3.1, for everyone and for tools in pages of any origin. */
export function GET(): Response {
  return Response.json(openApiDocument(), {
    headers: {
      "access-control-allow-origin": "*",
      "cache-control": "public, max-age=300",
      "x-content-type-options": "nosniff",
    },
  });
}
