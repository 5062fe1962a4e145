import { describe, expect, it } from "vitest";
import { fieldsOf, partAt, readField, replaceField } from "./expression-fields.ts";
import { ScheduleError } from "./index.ts";

describe("the field under the cursor", () => {
  it("is the one that the cursor stands in, right behind, or after with nothing following yet", () => {
    const at = (expression: string) => partAt(expression.replace("|", ""), expression.indexOf("|"));
    expect(at("|30 9 * * 1-5")).toBe("minute");
    expect(at("30| 9 * * 1-5")).toBe("minute");
    expect(at("30 |9 * * 1-5")).toBe("hour");
    expect(at("30  | 9 * * 1-5")).toBe("minute");
    expect(at("30 9 * * 1-|5")).toBe("dayOfWeek");
    expect(at("30 9 |")).toBe("hour");
  });

  it("is none in front of all, in a nickname and in a sixth field", () => {
    expect(partAt("  0 9 * * *", 1)).toBeNull();
    expect(partAt("@daily", 3)).toBeNull();
    expect(partAt("0 9 * * * 2027", 12)).toBeNull();
    expect(partAt("", 0)).toBeNull();
  });
});

describe("fields of an expression", () => {
  it("are found while they are typed, readable or not", () => {
    expect(fieldsOf(" 0 x9").map(({ part, text, start, end }) => [part, text, start, end])).toEqual([
      ["minute", "0", 1, 2],
      ["hour", "x9", 3, 5],
    ]);
  });

  it("are replaced one by one, with the rest left as it was written", () => {
    expect(replaceField("0  9 * JAN mon-fri", "hour", "8-17")).toBe("0  8-17 * JAN mon-fri");
    expect(replaceField("0 x9 * *  *", "hour", "9")).toBe("0 9 * *  *");
    expect(replaceField("0 9 * *", "hour", "8")).toBeNull();
    expect(replaceField("0 9 * * * 2027", "hour", "8")).toBeNull();
    expect(replaceField("@daily", "hour", "8")).toBeNull();
  });

  it("are read one by one, with the place of the fault in the field", () => {
    expect(readField("dayOfWeek", "fri-sun").values).toEqual([0, 5, 6]);
    expect(() => readField("minute", "5,61")).toThrow(expect.objectContaining({ position: 2, part: "minute" }));
    expect(() => readField("minute", "5é")).toThrow(ScheduleError);
  });
});
