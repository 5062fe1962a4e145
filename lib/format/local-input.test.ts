import { describe, expect, it } from "vitest";
import { fromLocalInput, toLocalInput } from "./local-input.ts";

describe("toLocalInput and fromLocalInput", () => {
  it.each(["2026-01-31T08:00:00.000Z", "2026-07-01T23:59:59.000Z", "2026-10-25T00:30:00.123Z"])(
    "%s survives being shown",
    (at) => {
      expect(fromLocalInput(toLocalInput(at))).toBe(at);
    },
  );

  it("leaves out seconds that are zero", () => {
    expect(toLocalInput("2026-01-31T08:00:00Z")).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
  });

  it("has no instant for an empty or unfinished input", () => {
    expect(fromLocalInput(" ")).toBeNull();
    expect(fromLocalInput("2026-13")).toBeNull();
    expect(toLocalInput("soon")).toBe("");
  });
});
