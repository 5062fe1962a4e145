import { describe, expect, it } from "vitest";
import { syntaxErrorOf } from "./parse-script.ts";

describe("code that cannot be read", () => {
  it.each([
    ["let a = ;", { line: 1, column: 9 }],
    ["const a = 1;\n\tfunction (", { line: 2, column: 11 }],
    ["Fliplet.Page.onRemoteExecution(function () { return 1 ", { line: 1, column: 55 }],
    ["}); globalThis.x = 1; (function () {", { line: 1, column: 1 }],
    ["await x;", { line: 1 }],
    ["import a from 'a';", { line: 1, column: 1 }],
  ])("%j has a place", (code, place) => {
    expect(syntaxErrorOf(code)).toMatchObject({ ...place, message: expect.stringMatching(/^[^()]+$/) });
  });

  it("is told also when it is nested too deep", () => {
    expect(syntaxErrorOf("[".repeat(100_000))).not.toBeNull();
  });
});

it.each([
  "",
  "Fliplet.Page.onRemoteExecution(async (payload) => payload?.a ?? (await x()));",
  "with (Math) max(1, 2);",
  "class A { static #b = 1n; static { this.#b ||= 2n; } }",
  "/(?<=a)\\p{L}/v.test('x');",
])("%j can be read", (code) => {
  expect(syntaxErrorOf(code)).toBeNull();
});
