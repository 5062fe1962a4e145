import { describe, expect, it } from "vitest";
import { codeExcerpt } from "./code-excerpt.ts";

const code = Array.from({ length: 120 }, (_, n) => `line ${n + 1}`).join("\n");

describe("codeExcerpt", () => {
  it("shows the lines around one, numbered, the one itself marked", () => {
    const shown = codeExcerpt(code, 98)!.split("\n");
    expect(shown).toHaveLength(11);
    expect([shown[0], shown[5], shown.at(-1)]).toEqual(["   93 | line 93", ">  98 | line 98", "  103 | line 103"]);
  });

  it("stays inside the code", () => {
    expect(codeExcerpt(code, 1)!.split("\n")).toHaveLength(6);
    expect(codeExcerpt(code, 120)!.split("\n")).toHaveLength(6);
    expect([codeExcerpt(code, 0), codeExcerpt(code, 121)]).toEqual([null, null]);
  });

  it("cuts a line of minified code", () => {
    expect(codeExcerpt("x".repeat(10_000), 1)!.length).toBeLessThan(400);
  });
});
