import { forbidden, unauthorized } from "#domain/errors.ts";
import type { Context } from "../trpc/context.ts";
import { contextOf, type DoorDeps } from "../trpc/door.ts";
import { noteToolCall } from "../trpc/note-tool-call.ts";
import { appRouter } from "../trpc/root.ts";
import type { Api } from "./tool.ts";

/** Who asks: a secret token, and the procedures called as it. */
export interface FoundCaller {
  token: Extract<Context["caller"], { kind: "token" }>["token"];
  api: Api;
  /** Writes down in the audit trail that a tool did something. */
  noteAct(tool: string, input: Record<string, unknown>, answer: object): Promise<void>;
}

/**
 * The token that the request carries. A cookie counts for nothing here: no page acts with somebody's session.
 *
 * @throws DomainError UNAUTHORIZED, FORBIDDEN for a token that stands in pages or comes from an origin that it does not list.
 */
export async function identifyToken(request: Request, deps: DoorDeps): Promise<FoundCaller> {
  if (!request.headers.has("authorization"))
    throw unauthorized("Send a secret token of the app: Authorization: Bearer <token>.");
  const context = await contextOf(request, deps, {});
  const { caller } = context;
  if (caller.kind !== "token") throw unauthorized("Send a secret token of the app: Authorization: Bearer <token>.");
  if (caller.token.kind !== "secret")
    throw forbidden("A publishable token is readable by everyone and may not be used here. Use a secret token.");
  return {
    token: caller.token,
    api: appRouter.createCaller(context, { signal: request.signal }),
    noteAct: (tool, input, answer) => noteToolCall(context, tool, input, answer),
  };
}
