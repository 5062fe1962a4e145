import type { z } from "zod";
import { appRouter } from "#server/trpc/root.ts";

type Kind = "query" | "mutation" | "subscription";

export interface Procedure {
  path: string;
  kind: Kind;
  /** What it takes beside the app; undefined for one that takes nothing. */
  input: z.ZodType | undefined;
}

/** Every procedure of the API. */
export const PROCEDURES: readonly Procedure[] = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { type: Kind; inputs: z.ZodType[] } }>,
).map(([path, { _def }]) => {
  const [input] = _def.inputs;
  const isPipe = input?._zod.def.type === "pipe";
  return { path, kind: _def.type, input: isPipe ? ((input._zod.def as z.core.$ZodPipeDef).out as z.ZodType) : input };
});

export const kindOf = (procedure: string): Kind => PROCEDURES.find(({ path }) => path === procedure)!.kind;
