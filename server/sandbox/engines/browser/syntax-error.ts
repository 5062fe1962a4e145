import type { GuestError } from "../../sandbox.ts";

/** What the browser says of code that it could not compile; places count from 0. */
interface Fault {
  lineNumber: number;
  columnNumber: number;
  text: string;
  exception?: { description?: string };
}

/** Tells of code that cannot be parsed as the other engine does. */
export function fromSyntaxError(fault: Fault, file: string): GuestError {
  const [line, column] = [fault.lineNumber + 1, fault.columnNumber + 1];
  const said = (fault.exception?.description ?? fault.text).split("\n")[0]!.replace(/^SyntaxError: /, "");
  const message = `${said} (line ${line}, column ${column})`;
  const stack = `SyntaxError: ${message}\n    at ${file}:${line}:${column}`;
  return { name: "SyntaxError", message, stack, status: "SYNTAX_ERROR", line, column };
}
