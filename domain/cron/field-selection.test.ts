import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boundsOf, readField, replaceField, SCHEDULE_PARTS } from "./expression-fields.ts";
import {
  EVERY,
  type FieldSelection,
  isShownWhole,
  selectionOf,
  withLastDay,
  withMonthly,
  withNearestWeekdays,
  withValues,
  writeSelection,
} from "./field-selection.ts";
import { nextFires, parseSchedule } from "./index.ts";

type Part = (typeof SCHEDULE_PARTS)[number];

const select = (part: Part, text: string) => selectionOf(readField(part, text));
const rewritten = (part: Part, text: string) => writeSelection(select(part, text));

const within = (part: Part) => fc.integer(boundsOf(part));
const plainItem = (part: Part) => {
  const { min, max } = boundsOf(part);
  return fc.oneof(
    within(part).map(String),
    fc
      .tuple(within(part), within(part), fc.integer({ min: 1, max: max - min + 1 }))
      .map(([a, b, step]) => `${Math.min(a, b)}-${Math.max(a, b)}/${step}`),
  );
};
const specialItem = (part: Part): fc.Arbitrary<string>[] => {
  if (part === "dayOfMonth") return [fc.constant("L"), fc.integer({ min: 1, max: 28 }).map((day) => `${day}W`)];
  if (part !== "dayOfWeek") return [];
  const weekday = within(part);
  return [
    weekday.map((day) => `${day}L`),
    fc.tuple(weekday, fc.integer({ min: 1, max: 4 })).map(([day, n]) => `${day}#${n}`),
  ];
};
const fieldText = (part: Part) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant("*") },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 12 }).map((step) => (step > 7 ? "*" : `*/${step}`)) },
    {
      weight: 4,
      arbitrary: fc
        .array(fc.oneof(plainItem(part), ...specialItem(part)), { minLength: 1, maxLength: 4 })
        .map((items) => items.join(",")),
    },
  );
const part = fc.constantFrom(...SCHEDULE_PARTS);
const partWithText = part.chain((name) => fieldText(name).map((text) => ({ name, text })));

describe("a field written by ticking values", () => {
  it("fires when the field as it was written does", () => {
    const everyField = fc.tuple(...SCHEDULE_PARTS.map(fieldText));
    fc.assert(
      fc.property(
        everyField,
        part,
        fc.constantFrom("UTC", "Europe/Rome", "Australia/Lord_Howe"),
        (texts, name, zone) => {
          const expression = texts.join(" ");
          const text = texts[SCHEDULE_PARTS.indexOf(name)]!;
          const again = replaceField(expression, name, rewritten(name, text))!;
          const from = new Date("2026-03-01T00:00:00Z");
          let before: ReturnType<typeof parseSchedule>;
          try {
            before = parseSchedule(expression, zone);
          } catch {
            // A date that never comes.
            fc.pre(false);
            return;
          }
          expect(nextFires(parseSchedule(again, zone), from, 40)).toEqual(nextFires(before, from, 40));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("shows what was ticked when it is read back", () => {
    fc.assert(
      fc.property(partWithText, ({ name, text }) => {
        const selection = select(name, text);
        expect(select(name, writeSelection(selection))).toEqual(selection);
      }),
    );
  });

  it("is as short as a person would write it", () => {
    expect(rewritten("minute", "0,5,10,15,20,25,30")).toBe("0-30/5");
    expect(rewritten("minute", "30,0")).toBe("0,30");
    expect(rewritten("hour", "9,10,11,12,15")).toBe("9-12,15");
    expect(rewritten("dayOfWeek", "MON-FRI")).toBe("1-5");
    expect(rewritten("dayOfWeek", "7,6")).toBe("0,6");
    expect(rewritten("dayOfMonth", "15W,L,1")).toBe("1,15W,L");
    expect(rewritten("dayOfWeek", "5L,1#1")).toBe("1#1,5L");
  });

  it("says when a list that begins with a star is more than its values", () => {
    expect(isShownWhole(readField("dayOfMonth", "*/10,L"))).toBe(false);
    expect(isShownWhole(readField("dayOfMonth", "*/10"))).toBe(true);
    expect(isShownWhole(readField("dayOfMonth", "1-31/10,L"))).toBe(true);
  });
});

describe("ticking", () => {
  const write = (change: (selection: FieldSelection) => FieldSelection, name: Part, text: string) =>
    writeSelection(change(select(name, text)));

  it("means one value where all were meant, and adds to a step", () => {
    expect(writeSelection(withValues(EVERY, [9], true))).toBe("9");
    expect(write((from) => withValues(from, [5], true), "minute", "*/30")).toBe("0,5,30");
    expect(write((from) => withValues(from, [30], false), "minute", "*/30")).toBe("0");
  });

  it("means all again once nothing is left", () => {
    expect(write((from) => withValues(from, [9], false), "hour", "9")).toBe("*");
    expect(write((from) => withMonthly(from, [5], "last", false), "dayOfWeek", "5L")).toBe("*");
    expect(write((from) => withLastDay(from, false), "dayOfMonth", "L")).toBe("*");
  });

  it("keeps days of the month, their nearest weekdays and the last day beside each other", () => {
    expect(write((from) => withNearestWeekdays(from, [15], true), "dayOfMonth", "1,L")).toBe("1,15W,L");
    expect(write((from) => withLastDay(from, true), "dayOfMonth", "*")).toBe("L");
  });

  it("takes a weekday every week or in one week of the month, not both", () => {
    expect(write((from) => withMonthly(from, [1], 1, true), "dayOfWeek", "1,3")).toBe("3,1#1");
    expect(write((from) => withValues(from, [1], true), "dayOfWeek", "1#1,1L,5L")).toBe("1,5L");
  });
});
