import { describe, expect, it } from "vitest";
import { markExpression } from "./expression-marks.ts";

const pieces = (...input: Parameters<typeof markExpression>) =>
  markExpression(...input).map(({ text, look }) => `${look}:${text}`);

describe("the painted expression", () => {
  it("marks the field that is explained", () => {
    expect(pieces("30 9-17 * * *", "hour", undefined)).toEqual(["plain:30 ", "current:9-17", "plain: * * *"]);
  });

  it("marks the faulty list item inside it", () => {
    expect(pieces("0,61,5 9 * * *", "minute", 2)).toEqual(["current:0,", "bad:61", "current:,5", "plain: 9 * * *"]);
  });

  it("marks a superfluous comma, and nothing where the fault is behind the end", () => {
    expect(pieces("0,,5 9 * * *", null, 2)).toEqual(["plain:0,", "bad:,", "plain:5 9 * * *"]);
    expect(pieces("0 9", null, 3)).toEqual(["plain:0 9"]);
    expect(pieces("", "hour", 0)).toEqual([]);
  });
});
