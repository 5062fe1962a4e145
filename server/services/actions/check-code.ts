import { type ExpressionStatement, type Node, type Pattern, parse } from "acorn";
import { DomainError } from "#domain/errors.ts";

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
  try {
    return parse(code, { ecmaVersion: "latest", sourceType: "script" }).body;
  } catch (error) {
    if (error instanceof SyntaxError && "pos" in error) {
      const { pos, loc } = error as SyntaxError & { pos: number; loc: { line: number; column: number } };
      const what = error.message.replace(/ \(\d+:\d+\)$/, "");
      throw refuse(`The code cannot be read: ${what}, in line ${loc.line}, column ${loc.column + 1}.`, pos);
    }
    // The parser calls itself for what is nested.
    if (error instanceof RangeError) throw refuse("The code is nested too deep to be read.");
    throw error;
  }
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
