import { z } from "zod";

/** Codes of JSON-RPC 2.0. */
export const PARSE_ERROR = -32700;
export const INVALID_REQUEST = -32600;
export const METHOD_NOT_FOUND = -32601;
export const INVALID_PARAMS = -32602;

const idSchema = z.union([z.string().max(1_000), z.int()]);
export type RpcId = z.infer<typeof idSchema>;

export const requestSchema = z.object({
  jsonrpc: z.literal("2.0"),
  id: idSchema,
  method: z.string().max(200),
  params: z.record(z.string(), z.unknown()).optional(),
});
export type RpcRequest = z.infer<typeof requestSchema>;

/** What asks for no answer: a notification, or the answer to a question of ours, of which there are none. */
export const silentSchema = z.union([
  z.object({ jsonrpc: z.literal("2.0"), method: z.string().max(200), id: z.undefined().optional() }),
  z.object({ jsonrpc: z.literal("2.0"), id: idSchema, method: z.undefined().optional() }),
]);

/** A request that cannot be answered with a result. */
export class RpcError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.name = "RpcError";
    this.code = code;
  }
}

export const resultOf = (id: RpcId, result: object) => ({ jsonrpc: "2.0", id, result });

export const errorOf = (id: RpcId | null, code: number, message: string) => ({
  jsonrpc: "2.0",
  id,
  error: { code, message },
});
