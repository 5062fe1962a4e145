import { describe, expect, it } from "vitest";
import { changedFields } from "./changed-fields.ts";

describe("changedFields", () => {
  it("names what differs and nothing else", () => {
    const before = { name: "a", active: true, schedules: [{ frequency: "0 8 * * *" }] };
    const after = { name: "a", active: false, schedules: [{ frequency: "0 9 * * *" }] };
    expect(changedFields(before, after)).toEqual({
      before: { active: true, schedules: [{ frequency: "0 8 * * *" }] },
      after: { active: false, schedules: [{ frequency: "0 9 * * *" }] },
    });
  });

  it("says nothing of equal states, however deep", () => {
    expect(changedFields({ a: { b: [1, null] } }, { a: { b: [1, null] } })).toEqual({ before: null, after: null });
  });

  it("keeps all of a state that stands beside nothing", () => {
    expect(changedFields(null, { name: "a" })).toEqual({ before: null, after: { name: "a" } });
    expect(changedFields({ name: "a" }, null)).toEqual({ before: { name: "a" }, after: null });
  });

  it("writes null for a field that only one side has", () => {
    expect(changedFields({ a: 1 }, { a: 1, b: 2 })).toEqual({ before: { b: null }, after: { b: 2 } });
  });

  it("tells a long value by its size", () => {
    const { after } = changedFields({ payload: 1 }, { payload: "x".repeat(5_000) });
    expect(after).toEqual({ payload: "(5,002 letters)" });
  });
});
