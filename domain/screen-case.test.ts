import { describe, expect, it } from "vitest";
import { type CaseExpectation, caseProblem } from "./screen-case.ts";

const completed = (result: unknown) => ({ status: "completed", result });
const failed = { status: "failed", error: { name: "TypeError", message: "no", line: 3 } };

describe("caseProblem", () => {
  it.each<[CaseExpectation, Parameters<typeof caseProblem>[1], string | null]>([
    [{ outcome: "completes" }, completed(1), null],
    [{ outcome: "completes" }, failed, "TypeError: no (line 3)"],
    [{ outcome: "completes" }, { status: "timed_out" }, "It ended as timed_out."],
    [{ outcome: "fails" }, failed, null],
    [{ outcome: "fails" }, completed({ a: 1 }), 'It should fail, and completed with {"a":1}.'],
    [{ outcome: "fails" }, { status: "crashed" }, "It should fail by an error of the code, and ended as crashed."],
    [{ outcome: "result", result: { a: [1, { b: 2 }], c: null } }, completed({ c: null, a: [1, { b: 2 }] }), null],
    [{ outcome: "result", result: null }, { status: "completed" }, null],
    [{ outcome: "result", result: [1, 2] }, completed([2, 1]), "It should return [1,2], and returned [2,1]."],
    [{ outcome: "result", result: {} }, completed([]), "It should return {}, and returned []."],
    [{ outcome: "result", result: { a: 1 } }, completed({ b: 1 }), 'It should return {"a":1}, and returned {"b":1}.'],
  ])("%j with %j", (expectation, ending, problem) => {
    expect(caseProblem(expectation, ending)).toBe(problem);
  });

  it("does not repeat a long result at length", () => {
    expect(caseProblem({ outcome: "fails" }, completed("x".repeat(9_000)))?.length).toBeLessThan(200);
  });
});
