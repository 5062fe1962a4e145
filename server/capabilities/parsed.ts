import { ZodError, type ZodType } from "zod";
import { badInput, type ErrorStatus } from "#domain/errors.ts";

/** Parses what guest code sent. @throws DomainError with the first thing that is wrong, named as the builder would. */
export function parsed<O>(schema: ZodType<O>, args: unknown): O {
  try {
    return schema.parse(args);
  } catch (error) {
    const issue = error instanceof ZodError ? error.issues[0] : undefined;
    if (!issue) throw error;
    const params = "params" in issue ? (issue.params as { status?: ErrorStatus } | undefined) : undefined;
    const field = issue.path.join(".");
    throw badInput(params?.status ?? "INVALID_INPUT", issue.message, field || undefined);
  }
}
