import { describe, expect, it } from "vitest";
import { caseState } from "./case-state.ts";

describe("caseState", () => {
  it.each([
    [undefined, false, false, "waiting"],
    [undefined, false, true, "running"],
    [{ passed: true }, false, false, "passed"],
    [{ passed: false }, false, false, "red"],
    [{ passed: true }, true, false, "passedBefore"],
    [{ passed: false }, true, false, "redBefore"],
  ])("of %j, old %s, running %s is %s", (outcome, isOld, isRunning, state) => {
    expect(caseState(outcome, { isOld, isRunning })).toBe(state);
  });
});
