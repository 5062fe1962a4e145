import { describe, expect, it } from "vitest";
import { checkActionCode } from "./check-code.ts";

describe("the code of an action", () => {
  it.each([
    "async function execute(context) { return { success: true }; }",
    "const execute = async (context) => ({ success: true });",
    "let execute = async context => { return 1; };",
    "const execute = async function (context) { return 1; }; // the end",
    "const limit = 3;\nfunction help() {}\nasync function execute({ payload }) { return help(payload, limit); }",
    "execute = async () => 1;",
    "const wrapped = (f) => f; const execute = wrapped(async () => 1);",
  ])("may be %j", (code) => {
    expect(() => checkActionCode(code)).not.toThrow();
  });

  it.each([
    ["function execute(context) { return 1; }", /must be async/],
    ["const execute = (context) => 1;", /must be async/],
    ["async function run(context) { return 1; }", /must define async function execute/],
    ["(function () { async function execute() {} })();", /must define async function execute/],
    ["let execute;", /must define async function execute/],
    ["// async function execute() {}", /must define async function execute/],
    ["async function execute(context) {\n  return 1;", /in line 2, column 12/],
    ["async function execute(context) { return {{ name }}; }", /in line 1/],
    ["import x from 'y'; async function execute() {}", /cannot be read/],
    ["async function execute() {} /* never closed", /cannot be read/],
    ["(".repeat(200_000), /nested too deep|cannot be read/],
  ])("may not be %j", (code, message) => {
    expect(() => checkActionCode(code)).toThrow(
      expect.objectContaining({
        status: "CODE_VALIDATION_FAILED",
        field: "code",
        message: expect.stringMatching(message),
      }),
    );
  });
});
