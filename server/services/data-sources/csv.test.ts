import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCsv, toCsv } from "./csv.ts";

describe("CSV", () => {
  it("comes back as it went, whatever the texts say", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 20 });
    const hostile = fc.constantFrom("=1+1", "'=1", "''@x", "-5", "\ttab", ' "quoted" ', "a,b\r\nc", "\uff1dx", "");
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.oneof(text, hostile), fc.oneof(text, hostile)), { minLength: 1 }), (rows) => {
        // A row of nothing is an empty line to everybody.
        const kept = rows.filter(([a, b]) => a !== "" || b !== "");
        const csv = toCsv([["A", "=B"], ...kept]);
        expect(readCsv(csv).rows).toEqual(kept.map(([a, b]) => ({ A: a, "=B": b })));
      }),
    );
  });

  it("is nothing that a spreadsheet computes", () => {
    const csv = toCsv([["=cmd()", "+1", "-1", "@x", -1, { a: "=" }, null, true]]);
    expect(csv).toBe(`'=cmd(),'+1,'-1,'@x,-1,"{""a"":""=""}",,true\r\n`);
  });

  it.each([
    ["Name;Age\nAnn;30", { Name: "Ann", Age: "30" }],
    ["\ufeffName\tAge\r\nAnn\t30\r\n\r\n", { Name: "Ann", Age: "30" }],
    ['Name,Age\n"Ann, ""the"" first",30', { Name: 'Ann, "the" first', Age: "30" }],
    ["Name,Age\n007,", { Name: "007", Age: "" }],
  ])("%j is read", (csv, row) => {
    expect(readCsv(csv).rows).toEqual([row]);
  });

  it.each([
    ["", "first line must name the columns"],
    ["A,A\n1,2", 'Two columns are named "A"'],
    ["A,\n1,2", "Column 2 has no name"],
    ["A,B\n1,2,3", "line 2"],
    ['A,B\n"1,2', "quote"],
  ])("%j is refused: %s", (csv, message) => {
    expect(() => readCsv(csv)).toThrow(
      expect.objectContaining({
        status: "INVALID_INPUT",
        field: "csv",
        message: expect.stringMatching(new RegExp(message, "i")),
      }),
    );
  });
});
