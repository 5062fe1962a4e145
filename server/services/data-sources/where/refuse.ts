import { badInput, type DomainError } from "#domain/errors.ts";

/** What is wrong with a filter, said of the field `where`. */
export const refuse = (message: string): DomainError => badInput("INVALID_INPUT", message, "where");

export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
