import type { z } from "zod";
import { ACCESS } from "#domain/access.ts";
import type { Scope } from "#domain/scope.ts";
import type { appRouter } from "../trpc/root.ts";

/** The procedures, called as the token that asks: who may do what, limits and the audit trail are theirs to keep. */
export type Api = ReturnType<typeof appRouter.createCaller>;

export interface Tool<I extends z.ZodObject = z.ZodObject> {
  name: string;
  title: string;
  /** For the model that chooses: what it does, what it answers, when to use it. */
  description: string;
  input: I;
  /** Procedures that it calls always: a token that may not call them all is not offered the tool. */
  procedures: readonly string[];
  /** What it does to the app. `acts` stand in the audit trail. */
  kind: "reads" | "acts";
  run(api: Api, input: z.output<I>, context: ToolContext): Promise<object>;
}

export interface ToolContext {
  /** Whether the token may call a procedure that the tool can do without. */
  may(procedure: string): boolean;
}

/** Keeps the type of the input while the tool is written down, and lets all stand in one list. */
export const tool = <I extends z.ZodObject>(made: Tool<I>): Tool => made as unknown as Tool;

/** Whether a secret token with these scopes may call a procedure. */
export function mayCall(scopes: readonly Scope[], procedure: string): boolean {
  const access = ACCESS[procedure];
  if (!access) throw new Error(`The authorization matrix (domain/access.ts) has no row for ${procedure}.`);
  return access.role === "known" || (access.scope !== undefined && scopes.includes(access.scope));
}
