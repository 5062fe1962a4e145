import { describe, expect, it } from "vitest";
import { readLogField, readLogSearch } from "./log-search.ts";

describe("what is searched in the log", () => {
  it.each([
    ["  order failed ", { text: "order failed", isExact: false }],
    ['"Order"', { text: "Order", isExact: true }],
    ['" two  spaces "', { text: " two  spaces ", isExact: true }],
    ['"open', { text: '"open', isExact: false }],
    ['""', { text: '""', isExact: false }],
    ['say "hi"', { text: 'say "hi"', isExact: false }],
    ["   ", null],
    [undefined, null],
  ])("%s", (typed, read) => {
    expect(readLogSearch(typed)).toEqual(read);
  });
});

describe("the field that lines must have", () => {
  it.each([
    ["orderId", { name: "orderId" }],
    [" orderId = 17 ", { name: "orderId", value: "17" }],
    ["query=a=b", { name: "query", value: "a=b" }],
    ["note=", { name: "note", value: "" }],
    ["=17", null],
    ["", null],
  ])("%s", (typed, read) => {
    expect(readLogField(typed)).toEqual(read);
  });
});
