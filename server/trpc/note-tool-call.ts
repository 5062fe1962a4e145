import { recordChange } from "../services/audit/index.ts";
import { actorOf, type Context } from "./context.ts";

/** What of a call the trail keeps: which task, screen or run. Payloads and code are in the run and in the draft. */
const KEPT = ["task", "screenId", "runId", "draftVersion"];

/** Writes into the audit trail of the token's app what a model did with it. */
export async function noteToolCall(
  { services, caller, source }: Context,
  tool: string,
  input: Record<string, unknown>,
  answer: object,
): Promise<void> {
  if (caller.kind !== "token") return;
  const { organizationId, appId } = caller.token;
  const named = Object.entries({ ...input, ...answer }).filter(([name]) => KEPT.includes(name));
  await recordChange(
    { ...services, organizationId, appId, actor: actorOf(caller)!, ...(source && { source }) },
    { action: "mcp", target: { kind: "procedure", id: tool, name: tool }, after: Object.fromEntries(named) },
  );
}
