import type { GuestError } from "../../sandbox.ts";

const MAX_MESSAGE = 8_000;
const MAX_STACK = 16_000;

/** Completes an error that the prelude described: the place in the builder's code is read off its stack. */
export function locate(error: Omit<GuestError, "line" | "column">, file: string): GuestError {
  const start = error.stack.indexOf(`${file}:`);
  const match =
    start < 0 ? null : /^:(\d{1,7}):(\d{1,7})/.exec(error.stack.slice(start + file.length, start + file.length + 20));
  return match ? { ...error, line: Number(match[1]), column: Number(match[2]) } : error;
}

/** What a screen's own code threw, or left rejected, as isolated-vm hands it over. */
export function fromThrown(thrown: unknown, file: string): GuestError {
  if (!(thrown instanceof Error)) {
    const shown = typeof thrown === "string" ? JSON.stringify(thrown.slice(0, 1_000)) : String(thrown);
    const message = `The screen threw a value that is not an Error: ${shown}. Throw an Error to get a message and a line`;
    return { name: "Error", message, stack: `Error: ${message}`, status: "EXECUTION_FAILED" };
  }
  const syntax = fromSyntaxError(thrown, file);
  if (syntax !== null) return syntax;
  const status = thrown.message === "Array buffer allocation failed" ? "RUN_OUT_OF_MEMORY" : "EXECUTION_FAILED";
  const name = String(thrown.name).slice(0, 200);
  // Past the boundary come frames of the host.
  const guestStack = String(thrown.stack ?? "").split("\n    at (<isolated-vm boundary>)")[0] ?? "";
  const stack = guestStack.slice(0, MAX_STACK);
  return locate({ name, message: String(thrown.message).slice(0, MAX_MESSAGE), stack, status }, file);
}

/** isolated-vm puts the place of a syntax error into its message: `… [file:line:column]`. */
function fromSyntaxError(thrown: Error, file: string): GuestError | null {
  if (thrown.name !== "SyntaxError") return null;
  const end = thrown.message.lastIndexOf(` [${file}:`);
  const place = end < 0 ? null : /:(\d+):(\d+)\]$/.exec(thrown.message.slice(end));
  if (place === null) return null;
  const [line, column] = [Number(place[1]), Number(place[2])];
  const message = `${thrown.message.slice(0, end)} (line ${line}, column ${column})`;
  const stack = `SyntaxError: ${message}\n    at ${file}:${line}:${column}`;
  return { name: "SyntaxError", message, stack, status: "SYNTAX_ERROR", line, column };
}
