import { describe, expect, it } from "vitest";
import { toCsv } from "./csv.ts";

describe("toCsv", () => {
  it.each([
    ["=1+1", `"'=1+1"`],
    ["+1", `"'+1"`],
    ["-1", `"'-1"`],
    ["@SUM(A1)", `"'@SUM(A1)"`],
    ["\t=1", `"'\t=1"`],
    ["\r=1", `"'\r=1"`],
    ['say "hi", twice', `"say ""hi"", twice"`],
    ["a=b", `"a=b"`],
    [-5, "-5"],
    [null, ""],
  ])("writes %j as %s", (value, cell) => {
    expect(toCsv(["A"], [[value]])).toBe(`"A"\r\n${cell}\r\n`);
  });
});
