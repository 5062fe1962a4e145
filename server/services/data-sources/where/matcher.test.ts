import fc from "fast-check";
import sift from "sift";
import { describe, expect, it } from "vitest";
import { documents, libraryFilters } from "./fixtures/random-filters.ts";
import { parseWhere } from "./parse-where.ts";
import { planWhere, remainderOf } from "./plan-where.ts";

/** Whether a document matches, by the part of the planner that does without a database. */
async function matches(where: Record<string, unknown>, ...data: Record<string, unknown>[]): Promise<boolean[]> {
  const remainder = remainderOf(parseWhere(where));
  const matcher = remainder.open();
  try {
    return await matcher.match(data.map((document) => remainder.columns.map((name) => own(document, name))));
  } finally {
    await matcher.close();
  }
}

const own = (document: Record<string, unknown>, name: string) =>
  Object.hasOwn(document, name) ? document[name] : undefined;

const LIST_OF_OBJECTS = { a: [{ b: 1 }, { b: 2, c: "x" }] };

describe("the matcher", () => {
  it("answers as the library does by itself", async () => {
    await fc.assert(
      fc.asyncProperty(libraryFilters, fc.array(documents, { minLength: 1, maxLength: 5 }), async (where, data) => {
        fc.pre(isAlike(where, data));
        expect(await matches(where, ...data)).toEqual(data.map((document) => sift(where)(document)));
      }),
      { numRuns: 400 },
    );
  }, 60_000);

  it.each<[Record<string, unknown>, Record<string, unknown>, boolean]>([
    [{ a: { $elemMatch: { b: 2, c: "x" } } }, LIST_OF_OBJECTS, true],
    [{ a: { $elemMatch: { b: 1, c: "x" } } }, LIST_OF_OBJECTS, false],
    [{ "a.b": 2 }, LIST_OF_OBJECTS, true],
    [{ "a.1.b": 2 }, LIST_OF_OBJECTS, true],
    [{ a: { $size: 2 } }, { a: [[1], 2] }, true],
    [{ a: { $size: 1 } }, { a: [[1], 2] }, false],
    [{ a: { $all: [] } }, { a: [1] }, false],
    [{ a: { x: null } }, { a: { y: 5 } }, false],
    [{ a: { y: 1, x: 2 } }, { a: { x: 2, y: 1 } }, true],
    [{ a: { $regex: "^(a|b)\\d$" } }, { a: ["x", "b7"] }, true],
    [{ a: { $mod: [2, 0] } }, { a: "4" }, false],
    [{ a: { $lt: "\u{1f600}" } }, { a: "\uffee" }, true],
    // No member of JavaScript's own objects is a column.
    [{ toString: { $exists: true } }, { a: 1 }, false],
    [{ constructor: { $ne: null } }, { a: 1 }, false],
    [{ "a.constructor.name": "Object" }, { a: {} }, false],
    [{ "a.length": 3 }, { a: "abc" }, false],
    [{ "a.length": { $exists: true } }, { a: "abc" }, false],
    [JSON.parse('{"__proto__": {"$exists": true}}'), { a: 1 }, false],
    [JSON.parse('{"a.__proto__.x": null}'), { a: {} }, true],
  ])("%j on %j: %s", async (where, document, expected) => {
    expect(await matches(where, document)).toEqual([expected]);
  });

  it.each([
    ["==", "ANN", true],
    ["==", "An", false],
    ["!=", "ann", false],
    ["contains", "NN", true],
    ["notcontains", "x", true],
    ["oneof", "bob, ann", true],
    ["notin", ["bob"], true],
    ["regex", "^A.n$", true],
    ["empty", undefined, false],
  ])("$filters: Ann %s %j is %s", async (condition, value, expected) => {
    expect(await matches({ $filters: [{ column: "a", condition, value }] }, { a: "Ann" })).toEqual([expected]);
  });

  it.each([
    ["dateis", "2026-01-31", undefined, ["2026-01-31", "2026-01-31 09:00", "2026-02-01T01:00:00+02:00"]],
    ["datebefore", "2026-01-31", undefined, ["2026-01-30"]],
    ["dateafter", "2026-01-31", undefined, ["2026-02-01"]],
    ["dateis", "2026-01-31", "month", ["2026-01-30", "2026-01-31", "2026-01-31 09:00", "2026-02-01T01:00:00+02:00"]],
    ["datebefore", "17:30", undefined, ["17:29"]],
  ])("$filters: %s %s by %s finds %j", async (condition, value, unit, expected) => {
    const dates = [
      "2026-01-30",
      "2026-01-31",
      "2026-01-31 09:00",
      "2026-02-01",
      "2026-02-01T01:00:00+02:00",
      "17:29",
      "2026-02-30",
      7,
    ];
    const found = await matches({ $filters: [{ column: "a", condition, value, unit }] }, ...dates.map((a) => ({ a })));
    expect(dates.filter((_, index) => found[index])).toEqual(expected);
  });

  it("names a column that has dots in it", () => {
    expect(parseWhere({ "No. of seats": 1 }, ["No. of seats"])).toMatchObject({ path: ["No. of seats"] });
    expect(parseWhere({ "data.a.b": 1 })).toMatchObject({ path: ["a", "b"] });
  });
});

describe("a hostile pattern", () => {
  it("is ended, and nothing else waits for it", async () => {
    let turns = 0;
    const turning = setInterval(() => turns++, 5);
    await expect(matches({ a: { $regex: "^(a+)+$" } }, { a: `${"a".repeat(40)}!` })).rejects.toMatchObject({
      status: "INVALID_INPUT",
      field: "where",
      message: expect.stringContaining("takes too long"),
    });
    clearInterval(turning);
    // A pattern on this thread would have left no turn at all.
    expect(turns).toBeGreaterThan(0);
  });

  it("gives its place to the next one, however many come", async () => {
    const hostile = Array.from({ length: 3 }, () =>
      matches({ a: { $regex: "^(a+)+$" } }, { a: `${"a".repeat(40)}!` }).catch((error: Error) => error.name),
    );
    expect(await Promise.all(hostile)).toEqual(["DomainError", "DomainError", "DomainError"]);
    expect(await matches({ a: { $regex: "^[a-c]+$" } }, { a: "abc" })).toEqual([true]);
  });

  it("cannot be made of wildcards", async () => {
    expect(await matches({ a: { $iLike: `${"%a".repeat(50)}b` } }, { a: "a".repeat(2_000) })).toEqual([false]);
  });
});

describe("planWhere", () => {
  it.each<[Record<string, unknown>, boolean]>([
    [{ a: 1, b: { $in: ["x"] } }, true],
    [{ a: { $regex: "^ann", $options: "i" } }, true],
    [{ a: { $regex: "ann|bob" } }, false],
    [{ "a.b": 1 }, false],
    [{ $nor: [{ a: { $elemMatch: { b: 1 } } }] }, false],
    [{ $filters: [{ column: "a", condition: "between", value: { from: 1, to: 2 } }] }, true],
  ])("%j is the database's alone: %s", (where, isExact) => {
    expect(planWhere(where, []).remainder === null).toBe(isExact);
  });

  it("says what the database cannot answer", () => {
    expect(planWhere({ a: { $regex: "a|b" }, "b.c": 1 }, []).remainder?.reasons).toEqual([
      '$regex on "a"',
      'the path "b.c"',
    ]);
  });

  const deep = (levels: number): unknown => (levels === 0 ? 1 : { a: deep(levels - 1) });

  it.each<[string, Record<string, unknown>]>([
    ["code", { $where: "1" }],
    ["an operator it does not know", { a: { $foo: 1 } }],
    ["a name of JavaScript as an operator", { a: { $toString: 1, constructor: 1 } }],
    ["no list", { $or: "x" }],
    ["an empty list", { $or: [] }],
    ["a comparison with an object", { a: { $gt: {} } }],
    ["a list of values that is none", { a: { $in: "x" } }],
    ["too many values", { a: { $in: Array.from({ length: 10_001 }, () => 1) } }],
    ["too many conditions", { $and: Array.from({ length: 501 }, () => ({ a: 1 })) }],
    ["a broken pattern", { a: { $regex: "(" } }],
    ["flags that it does not know", { a: { $regex: "a", $options: "g" } }],
    ["a pattern that ends in the middle", { a: { $like: "%\\" } }],
    ["a division by nothing", { a: { $mod: [0, 1] } }],
    ["a type that JSON has not", { a: { $type: "date" } }],
    ["a date that the calendar has not", { $filters: [{ column: "a", condition: "dateis", value: "2026-02-30" }] }],
    ["a condition that it does not know", { $filters: [{ column: "a", condition: "like", value: "x" }] }],
    ["a value that is deep", { a: deep(300) }],
    ["a value that is very deep", { a: { $eq: deep(3_000) } }],
    [
      "groups in groups",
      {
        $and: [
          {
            $and: [
              {
                $and: [
                  {
                    $and: [
                      { $and: [{ $and: [{ $and: [{ $and: [{ $and: [{ $and: [{ $and: [{ a: 1 }] }] }] }] }] }] }] },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
    ["a great deal of it", { a: "x".repeat(300_000) }],
    ["a reserved name in an item", { a: { $elemMatch: { constructor: 1 } } }],
  ])("%s is refused with what is known", (_, where) => {
    expect(() => planWhere(where, [])).toThrow(expect.objectContaining({ status: "INVALID_INPUT", field: "where" }));
  });
});

/** Leaves out what we mean otherwise than the library: see docs/capabilities.md. */
function isAlike(where: Record<string, unknown>, data: Record<string, unknown>[]): boolean {
  const text = JSON.stringify([where, data]);
  // Nulls inside objects that are compared; an order beyond U+FFFF; the length and the letters of a text as columns.
  return !/"[ab0]":null/.test(text) && !/\u{1f600}|\uffee/u.test(text) && !/c\.length|a\.0/.test(text);
}
