import { TRPCError } from "@trpc/server";
import { z } from "zod";
import { isDomainError } from "#domain/errors.ts";
import type { FoundCaller } from "./identify-token.ts";
import { INVALID_PARAMS, RpcError } from "./json-rpc.ts";
import { mayCall, type Tool } from "./tool.ts";
import { TOOLS } from "./tools.ts";

/** The answer to a call, as the protocol has it: told as text, and once more as data for those who read that. */
export interface ToolResult {
  content: { type: "text"; text: string }[];
  structuredContent?: object;
  isError?: true;
}

/** The tools that the token may use, as clients are told of them. */
export const offeredTools = ({ token }: FoundCaller) =>
  TOOLS.filter((tool) => isOffered(tool, token.scopes)).map(({ name, title, description, input, kind }) => ({
    ...{ name, title, description },
    inputSchema: z.toJSONSchema(input, { io: "input" }),
    annotations: {
      ...{ title, readOnlyHint: kind === "reads", openWorldHint: kind === "acts" },
      ...(kind === "acts" && { destructiveHint: name === "run_task", idempotentHint: false }),
    },
  }));

const isOffered = ({ procedures }: Tool, scopes: FoundCaller["token"]["scopes"]) =>
  procedures.every((procedure) => mayCall(scopes, procedure));

/**
 * Calls a tool as the token that asks. What the app refuses is an answer that the model can read and act on, with `isError`.
 *
 * @throws RpcError for a tool that is not there, which one that the token may not use is not either.
 */
export async function callTool(caller: FoundCaller, params: Record<string, unknown> = {}): Promise<ToolResult> {
  const { scopes } = caller.token;
  const found = TOOLS.find(({ name }) => name === params.name);
  if (!found || !isOffered(found, scopes))
    throw new RpcError(INVALID_PARAMS, `There is no tool "${String(params.name).slice(0, 100)}" for this token.`);
  const input = found.input.safeParse(params.arguments ?? {});
  if (!input.success) return refused(sentenceOf(input.error));
  try {
    const answer = await found.run(caller.api, input.data, { may: (procedure) => mayCall(scopes, procedure) });
    if (found.kind === "acts") await caller.noteAct(found.name, input.data, answer);
    return { content: [{ type: "text", text: JSON.stringify(answer, null, 2) }], structuredContent: answer };
  } catch (error) {
    if (error instanceof TRPCError && error.code !== "INTERNAL_SERVER_ERROR") return refused(messageOf(error));
    throw error;
  }
}

const refused = (text: string): ToolResult => ({ content: [{ type: "text", text }], isError: true });

function messageOf({ cause, message }: TRPCError): string {
  if (isDomainError(cause)) return `${cause.status}: ${cause.message}`;
  return cause instanceof z.ZodError ? sentenceOf(cause) : message;
}

function sentenceOf({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => (path.length > 0 ? `${path.join(".")}: ${message}` : message)).join("\n");
}
