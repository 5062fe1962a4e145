import type { JsonSchema } from "../rest/json-schema.ts";

/** What of OpenAPI 3.1 our document uses. */
export interface OpenApiDocument {
  openapi: "3.1.0";
  info: { title: string; version: string; summary: string; description: string };
  servers: { url: string }[];
  security: Record<string, string[]>[];
  tags: { name: string; description: string }[];
  /** By path, then by method in small letters. */
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: {
    securitySchemes: Record<string, { type: "http"; scheme: "bearer"; description: string }>;
    schemas: Record<string, JsonSchema>;
    responses: Record<string, OpenApiResponse>;
  };
}

export interface OpenApiOperation {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  parameters: OpenApiParameter[];
  requestBody?: { required: boolean; content: JsonContent };
  responses: Record<string, OpenApiResponse | { $ref: string }>;
  /** The tRPC procedure behind it. */
  "x-procedure": string;
  /** What a token needs. */
  "x-scope": string | null;
}

export interface OpenApiParameter {
  name: string;
  in: "path" | "query" | "header";
  required: boolean;
  description?: string;
  schema?: JsonSchema;
  /** In place of `schema`, for a value that stands in the address as JSON. */
  content?: JsonContent;
  example?: unknown;
}

export interface OpenApiResponse {
  description: string;
  headers?: Record<string, { description: string; schema: JsonSchema }>;
  content: JsonContent;
}

export type JsonContent = Record<"application/json", { schema: JsonSchema; example?: unknown }>;
