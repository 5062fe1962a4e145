import { EmbeddedPostgresError } from "#db/embedded/embedded-postgres-error.ts";
import { DatabaseUnreachableError } from "#db/until-reachable.ts";

/** Something the person at the terminal can put right; the message says how, so that no stack is shown. */
export class OperatorError extends Error {
  override readonly name = "OperatorError";
}

const SENTENCES = [OperatorError, EmbeddedPostgresError, DatabaseUnreachableError];

/** Ends the process with code 1: with the sentence alone where there is one, else with the whole error. */
export function exitWithMessage(error: unknown): never {
  const isSentence = SENTENCES.some((kind) => error instanceof kind);
  console.error(isSentence ? (error as Error).message : error);
  process.exit(1);
}
