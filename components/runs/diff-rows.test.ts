import { describe, expect, it } from "vitest";
import { changesIn, diffRows } from "./diff-rows.ts";

const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}`);

describe("diffRows", () => {
  it("shows a change with what stands around it, numbered on both sides, and folds the rest", () => {
    const before = lines(1, 20);
    const after = [...lines(1, 9), "changed", "new", ...lines(11, 20)];
    const rows = diffRows(before, after) ?? [];
    expect(rows[0]).toEqual({ kind: "gap", count: 6, before: 1 });
    expect(rows.slice(1, 4).map((row) => row.kind)).toEqual(["same", "same", "same"]);
    expect(rows.filter(({ kind }) => kind === "removed")).toEqual([
      { kind: "removed", text: "line 10", before: 10, after: null },
    ]);
    expect(rows.filter(({ kind }) => kind === "added")).toEqual([
      { kind: "added", text: "changed", before: null, after: 10 },
      { kind: "added", text: "new", before: null, after: 11 },
    ]);
    expect(rows.at(-1)).toEqual({ kind: "gap", count: 7, before: 14 });
    expect(changesIn(rows)).toEqual({ added: 2, removed: 1 });
  });

  it("marks what differs inside of a line that has two versions, and nothing in lines that have little in common", () => {
    const rows = diffRows(["took 12 ms for order 7", "alpha"], ["took 15 ms for order 7", "omega beta"]) ?? [];
    expect(rows.map((row) => (row.kind === "gap" ? [] : row.parts?.filter((part) => part.isChanged)))).toEqual([
      [{ text: "12", isChanged: true }],
      undefined,
      [{ text: "15", isChanged: true }],
      undefined,
    ]);
  });

  it("has one fold for what is the same, and nothing for nothing", () => {
    expect(diffRows(lines(1, 5), lines(1, 5))).toEqual([{ kind: "gap", count: 5, before: 1 }]);
    expect(diffRows([], [])).toEqual([]);
  });
});
