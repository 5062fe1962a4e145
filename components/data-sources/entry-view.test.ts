import { describe, expect, it } from "vitest";
import { findInputOf, nextSort, parseWhereText } from "./entry-view.ts";

const VIEW = { q: "", where: "", sort: "", page: 1 };

describe("findInputOf", () => {
  it("asks for the first page of everything", () => {
    expect(findInputOf(VIEW)).toEqual({ limit: 50, offset: 0, includePagination: true });
  });

  it("asks for what the address says", () => {
    expect(findInputOf({ q: " ann ", where: '{"Office":"London"}', sort: "-Name", page: 3 })).toEqual({
      ...{ where: { Office: "London" }, search: "ann", order: [["data.Name", "DESC"]] },
      ...{ limit: 50, offset: 100, includePagination: true },
    });
  });

  it("asks for nothing while the filter cannot be read", () => {
    expect(findInputOf({ ...VIEW, where: "{" })).toBeUndefined();
  });
});

describe("parseWhereText", () => {
  it.each(["[]", "1", "null", '"x"', "{"])("has words for %s", (text) => {
    expect(parseWhereText(text)).toMatchObject({ ok: false });
  });
});

it("a column's head sorts up, down and not at all", () => {
  expect(nextSort("", "a")).toBe("a");
  expect(nextSort("a", "a")).toBe("-a");
  expect(nextSort("-a", "a")).toBe("");
  expect(nextSort("b", "a")).toBe("a");
});
