import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonFault, placeOf } from "./json-fault.ts";

describe("jsonFault", () => {
  it.each([
    ["", 0],
    ["  ", 2],
    ['{"name": nonsense}', 9],
    ["[1,]", 3],
    ["[1 2]", 3],
    ['{"a":1,}', 7],
    ["{'a':1}", 1],
    ['{"a" 1}', 5],
    ["[1", 2],
    ['{"a":[1,{"b":2}', 15],
    ["01", 1],
    ['"\n"', 0],
    ["{} x", 3],
    ["]", 0],
  ])("finds where %j goes wrong", (text, at) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(jsonFault(text)).toBe(at);
  });

  it("finds a fault in a text exactly when the engine does", () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 4 }),
        fc.nat(),
        fc.constantFrom("", ",", "}", "]", '"', "1", " "),
        (json, place, more) => {
          const at = place % (json.length + 1);
          const text = more === "" ? json.slice(0, at) : json.slice(0, at) + more + json.slice(at);
          const isJson = ((): boolean => {
            try {
              JSON.parse(text);
              return true;
            } catch {
              return false;
            }
          })();
          expect(jsonFault(text) === null).toBe(isJson);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("counts lines and columns as people do", () => {
    expect(placeOf('{\n  "a": x\n}', 9)).toEqual({ line: 2, column: 8 });
  });
});
