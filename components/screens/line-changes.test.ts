import { describe, expect, it } from "vitest";
import { lineChanges } from "./line-changes.ts";

describe("lineChanges", () => {
  it.each([
    ["a\nb", "a\nb", 0, 0],
    ["a\nb", "a\nb\nc", 1, 0],
    ["a\nb\nb", "a\nb", 0, 1],
    ["a\nb", "a\nx", 1, 1],
  ])("from %j to %j: %d new, %d gone", (before, after, added, removed) => {
    expect(lineChanges(before, after)).toEqual({ added, removed });
  });
});
