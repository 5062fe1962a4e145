/** What a failed call says about itself. */
export interface ErrorInfo {
  /** A sentence for the person. */
  message: string;
  /** The stable word of `domain/errors.ts`, where the server gave one. */
  status: string | undefined;
  /** The input at fault, where one is. */
  field: string | undefined;
  httpStatus: number | undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Whether a call got no answer of the server's. */
export function isUnanswered(error: unknown): boolean {
  const hasAnswer = isRecord(error) && isRecord(error.data) && typeof error.data.httpStatus === "number";
  return !hasAnswer && error instanceof Error && /fetch|network|load failed|json/i.test(error.message);
}

/** Reads an error of a tRPC call, or of anything else that was thrown. A call that got no answer says so. */
export function errorInfo(error: unknown): ErrorInfo {
  const data = isRecord(error) && isRecord(error.data) ? error.data : {};
  const message = error instanceof Error && error.message ? error.message : "Something went wrong.";
  return {
    message: isUnanswered(error) ? "The server did not answer. Check that it runs and try again." : message,
    status: typeof data.status === "string" ? data.status : undefined,
    field: typeof data.field === "string" ? data.field : undefined,
    httpStatus: typeof data.httpStatus === "number" ? data.httpStatus : undefined,
  };
}
