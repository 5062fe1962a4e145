import { describe, expect, it } from "vitest";
import { CHILDREN_SHOWN, jsonRows, openAtFirst } from "./json-rows.ts";

const shown = (value: unknown, open: [string, number][]) =>
  jsonRows(value, new Map(open)).map(({ depth, name, text }) => `${"  ".repeat(depth)}${name ?? ""}: ${text}`);

describe("jsonRows", () => {
  it("lists what is open, in order, and sums up what is not", () => {
    const value = { b: [1, "two"], a: { x: null }, "s/l": true };
    expect(
      shown(value, [
        ["", 1],
        ["/b", 1],
      ]),
    ).toEqual([": {3}", "  b: [2]", "    0: 1", '    1: "two"', "  a: {x}", "  s/l: true"]);
  });

  it("lists a large container step by step", () => {
    const value = Array.from({ length: CHILDREN_SHOWN + 5 }, (_, index) => index);
    const once = jsonRows(value, new Map([["", 1]]));
    expect(once).toHaveLength(CHILDREN_SHOWN + 2);
    expect(once.at(-1)).toMatchObject({ kind: "more", text: "5 more", path: "" });
    expect(jsonRows(value, new Map([["", 2]]))).toHaveLength(value.length + 1);
  });

  it("cuts long texts until they are opened, and survives deep nesting", () => {
    const text = `${"x".repeat(500)}`;
    const [closed] = jsonRows(text, new Map());
    expect(closed).toMatchObject({ canOpen: true, isOpen: false });
    expect(closed?.text.length).toBeLessThan(130);
    expect(jsonRows(text, new Map([["", 1]]))[0]?.text).toBe(text);

    expect(jsonRows("8", new Map([["", 1]]))).toMatchObject([{ text: '"8"', canOpen: false, isOpen: false }]);

    let deep: unknown = 1;
    const open = new Map<string, number>();
    for (let depth = 0, path = ""; depth < 20_000; depth += 1, path += "/0") {
      deep = [deep];
      if (depth < 200) open.set(path, 1);
    }
    expect(jsonRows(deep, open)).toHaveLength(201);
  });

  it("opens little things at first, and no large ones", () => {
    expect([...openAtFirst({ a: { b: 1 }, c: Array.from({ length: 50 }) }).keys()]).toEqual(["", "/a"]);
  });
});
