import type { ExpressionStatement, Node, Pattern } from "acorn";
import { DomainError } from "#domain/errors.ts";
import { parseScript } from "../screens/index.ts";

/**
 * Checks, without running it, that the code is JavaScript with an async function `execute` at its top level.
 *
 * @throws DomainError CODE_VALIDATION_FAILED with the line, and the place in `code`.
 */
export function checkActionCode(code: string): void {
  const found = read(code).map(executeOf).find(Boolean);
  if (!found) {
    throw refuse("The code must define async function execute(context) { … } at its top level.");
  }
  if (found.isAsync === false) {
    throw refuse("The function execute must be async: async function execute(context) { … }.", found.at);
  }
}

function read(code: string): readonly Node[] {
  const parsed = parseScript(code);
  if ("body" in parsed) return parsed.body;
  const { message, line, column, position } = parsed.fault;
  if (position === null) throw refuse("The code is nested too deep to be read.");
  throw refuse(`The code cannot be read: ${message}, in line ${line}, column ${column}.`, position);
}

interface Found {
  /** Null where only a run could tell: what `execute` is given is no function written down there. */
  isAsync: boolean | null;
  at: number;
}

/** What a statement says of `execute`: a declaration, a variable, an assignment. */
function executeOf(node: Node): Found | null {
  // acorn types what it parses as a union of nodes by their `type`.
  const statement = node as import("acorn").Statement;
  switch (statement.type) {
    case "FunctionDeclaration":
      return statement.id.name === "execute" ? { isAsync: statement.async, at: statement.start } : null;
    case "VariableDeclaration": {
      const declared = statement.declarations.find(({ id }) => isExecute(id));
      return declared?.init ? { isAsync: isAsync(declared.init), at: declared.start } : null;
    }
    case "ExpressionStatement":
      return assigned(statement);
    default:
      return null;
  }
}

function assigned({ expression, start }: ExpressionStatement): Found | null {
  if (expression.type !== "AssignmentExpression" || expression.left.type !== "Identifier") return null;
  return isExecute(expression.left) ? { isAsync: isAsync(expression.right), at: start } : null;
}

const isExecute = (pattern: Pattern) => pattern.type === "Identifier" && pattern.name === "execute";

function isAsync(node: Node): boolean | null {
  const value = node as import("acorn").Expression;
  return value.type === "FunctionExpression" || value.type === "ArrowFunctionExpression" ? value.async : null;
}

const refuse = (message: string, position?: number) =>
  new DomainError("bad_input", "CODE_VALIDATION_FAILED", message, {
    field: "code",
    ...(position !== undefined && { position }),
  });
