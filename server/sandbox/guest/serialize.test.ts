import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { argsToJson } from "./args-json.ts";
import { formatLine } from "./inspect.ts";
import { toJson } from "./result-json.ts";

const MEGABYTE = 1_000_000;
const result = (value: unknown) => toJson(value, "result", MEGABYTE);

const circular: { self?: unknown } = {};
circular.self = circular;

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let at = 0; at < depth; at++) value = [value];
  return value;
}

describe("toJson", () => {
  it("writes what JSON.stringify writes for any JSON value", () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: "medium" }), (value) => {
        const cleaned = JSON.parse(JSON.stringify(value).replaceAll("\\u0000", "\uFFFD").toWellFormed());
        expect(JSON.parse(result(value))).toEqual(
          JSON.parse(JSON.stringify(cleaned).replaceAll(/\\ud[89a-f]../gi, "\uFFFD")),
        );
      }),
    );
  });

  it.each([
    [undefined, "null"],
    [[undefined, () => 1].slice(0, 1), "[null]"],
    [{ a: undefined, b: 1 }, '{"b":1}'],
    [[Number.NaN, Number.POSITIVE_INFINITY, -0], "[null,null,0]"],
    [new Date(0), '"1970-01-01T00:00:00.000Z"'],
    [Object(5), "5"],
    [{ toJSON: (key: string) => `at ${key}` }, '"at "'],
    [new Map([[1, 2]]), "{}"],
    ["a\0b\ud800", '"a�b�"'],
    [Object.assign(Object.create({ inherited: 1 }), { own: 2 }), '{"own":2}'],
  ])("writes %o as %s", (value, json) => {
    expect(result(value)).toBe(json);
  });

  it.each([
    [{ orders: [0, { total: 10n }] }, "result.orders[1].total is a BigInt (10n)"],
    [{ "odd name": Symbol("s") }, 'result["odd name"] is a symbol'],
    [() => 1, "result is a function"],
    [{ a: [circular] }, "result.a[0].self is circular"],
    [nested(201), "nested more than 200 levels"],
  ])("names the value that JSON cannot carry", (value, message) => {
    expect(() => result(value)).toThrow(expect.objectContaining({ status: "RESULT_NOT_SERIALIZABLE" }));
    expect(() => result(value)).toThrow(message);
  });

  it("accepts 200 levels", () => {
    expect(result(nested(200))).toBe(JSON.stringify(nested(200)));
  });

  it("measures bytes, not characters, and says both sizes", () => {
    expect(toJson("é".repeat(4), "result", 10)).toBe('"éééé"');
    expect(() => toJson("é".repeat(5), "result", 11)).toThrow("result is 12 bytes of JSON, the limit is 11");
    expect(() => toJson("x".repeat(50), "result", 11)).toThrow(expect.objectContaining({ status: "RESULT_TOO_LARGE" }));
  });
});

describe("argsToJson", () => {
  it.each([
    [[circular], '[{"self":"[Circular]"}]'],
    [[function f() {}, 1n, Symbol("s"), undefined], '["[Function f]","1n","Symbol(s)",null]'],
    [[new Map([["a", new Set([1])]])], '[[["a",[1]]]]'],
    [[Object.defineProperty({}, "g", { enumerable: true, get: () => 1 })], '[{"g":"[Getter]"}]'],
  ])("names what JSON cannot carry", (args, json) => {
    expect(argsToJson(args, 1_000)).toBe(json);
  });

  it("stays JSON and within its bytes, whatever it is given", () => {
    fc.assert(
      fc.property(
        fc.array(fc.anything({ withBigInt: true, withMap: true, withSet: true, withDate: true }), { maxLength: 5 }),
        (args) => {
          const json = argsToJson(args, 200);
          expect(Buffer.byteLength(json)).toBeLessThanOrEqual(200);
          expect(Array.isArray(JSON.parse(json))).toBe(true);
        },
      ),
    );
  });
});

describe("formatLine", () => {
  it.each([
    [["text", { a: 1, "b c": "d" }], "text { a: 1, 'b c': 'd' }"],
    [[new Uint8Array([1, 255]), new Float64Array(0)], "Uint8Array(2) [ 1, 255 ] Float64Array(0) []"],
    [
      [Object.defineProperty(new Uint8Array(200), "length", { value: 9 })],
      `Uint8Array(200) [ ${"0, ".repeat(99)}0, … 100 more ]`,
    ],
    [[[1, [2]], new Map([[1, "x"]]), new Set([1])], "[ 1, [ 2 ] ] Map(1) { 1 => 'x' } Set(1) { 1 }"],
    [[circular], "{ self: [Circular] }"],
    [[-0, Number.NaN, 1n, null, undefined, Symbol("s")], "-0 NaN 1n null undefined Symbol(s)"],
    [[Object.create(null), new Date(Number.NaN)], "[Object: null prototype] {} Invalid Date"],
    [[{ [Symbol.toStringTag]: "Map" }], "{}"],
  ])("prints as a console does", (args, line) => {
    expect(formatLine(args, 1_000)).toBe(line);
  });

  it("does not call the hooks of what it prints", () => {
    const hook = () => {
      throw new Error("called");
    };
    const value = {
      toString: hook,
      toJSON: hook,
      get a() {
        return hook();
      },
    };
    expect(formatLine([value], 1_000)).toContain("a: [Getter]");
  });

  it("cuts a long line", () => {
    expect(formatLine(["x".repeat(5_000)], 100).length).toBeLessThan(120);
  });
});
