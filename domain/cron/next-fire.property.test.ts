import { Cron } from "croner";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { referenceFires } from "./fixtures/reference-fires.ts";
import { firesBetween, nextClockChanges, nextFire, nextFires, parseSchedule, previousFire } from "./index.ts";

/** Zones whose clock changes differ in size, hour, side of midnight or hemisphere. */
const ZONES = [
  "UTC",
  "America/New_York",
  "America/Santiago",
  "America/Havana",
  "America/Nuuk",
  "Africa/Casablanca",
  "Africa/Cairo",
  "Antarctica/Troll",
  "Asia/Almaty",
  "Asia/Kathmandu",
  "Asia/Gaza",
  "Australia/Lord_Howe",
  "Europe/Chisinau",
  "Europe/London",
  "Pacific/Apia",
  "Pacific/Chatham",
];

const value = (min: number, max: number) => fc.integer({ min, max });
const range = (min: number, max: number) =>
  fc.tuple(value(min, max), value(min, max)).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
const item = (min: number, max: number) =>
  fc.oneof(
    value(min, max).map(String),
    range(min, max),
    fc.tuple(range(min, max), value(1, max - min)).map(([span, step]) => `${span}/${step}`),
  );
const field = (min: number, max: number) =>
  fc.oneof(
    fc.constant("*"),
    value(1, max - min).map((step) => `*/${step}`),
    fc.array(item(min, max), { minLength: 1, maxLength: 3 }).map((items) => items.join(",")),
  );
const mostlyAny = (min: number, max: number) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant("*") }, { weight: 1, arbitrary: field(min, max) });

const expression = fc
  .tuple(field(0, 59), field(0, 23), mostlyAny(1, 28), mostlyAny(1, 12), mostlyAny(0, 6))
  .map((fields) => fields.join(" "));
const fixedTimes = fc
  .tuple(fc.array(value(0, 59), { minLength: 1, maxLength: 3 }), fc.array(value(0, 3), { minLength: 1, maxLength: 3 }))
  .map(([minutes, hours]) => `${minutes.join(",")} ${hours.join(",")} * * *`);
const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: Date.parse("2005-01-01T00:00:00Z"), max: Date.parse("2045-01-01T00:00:00Z") });
const parsed = fc.tuple(expression, zone).map(([text, timezone]) => parseSchedule(text, timezone));

// Thousands of computed cases: on a busy machine they may take long, which is no failure.
describe("fires of any schedule in any zone", { timeout: 120_000 }, () => {
  it("are those that a walk over every minute finds around a clock change", () => {
    const aroundChange = fc.tuple(fc.oneof(expression, fixedTimes), zone, instant, fc.integer({ min: 0, max: 1_440 }));
    fc.assert(
      fc.property(aroundChange, ([text, timezone, near, lead]) => {
        const schedule = parseSchedule(text, timezone);
        const [change] = nextClockChanges(timezone, new Date(near), 1);
        const from = Math.floor((change?.at.getTime() ?? near) / 60_000) - lead;
        const to = from + 2 * 1_440;

        const fires = firesBetween(schedule, new Date(from * 60_000), new Date(to * 60_000), 5_000);
        expect(fires.map((fire) => fire.getTime() / 60_000)).toEqual(referenceFires(schedule, from, to));
      }),
      // The walk is too slow to repeat for a smaller counterexample; the first one tells enough.
      { numRuns: 100, endOnFailure: true },
    );
  });

  it("are the same from wherever one looks, forwards and backwards", () => {
    fc.assert(
      fc.property(parsed, instant, fc.double({ min: 0, max: 1, noNaN: true }), (schedule, from, share) => {
        const next = nextFire(schedule, new Date(from))!;
        const previous = previousFire(schedule, new Date(from))!;
        expect(previous.getTime()).toBeLessThanOrEqual(from);
        expect(next.getTime()).toBeGreaterThan(from);

        const between = new Date(Math.floor(previous.getTime() + (next.getTime() - 1 - previous.getTime()) * share));
        expect(nextFire(schedule, between)).toEqual(next);
        expect(nextFire(schedule, previous)).toEqual(next);
        expect(previousFire(schedule, between)).toEqual(previous);
        expect(previousFire(schedule, new Date(next.getTime() - 1))).toEqual(previous);
        expect(previousFire(schedule, next)).toEqual(next);
      }),
      { numRuns: 500 },
    );
  });

  it("come in strictly rising whole minutes", () => {
    fc.assert(
      fc.property(parsed, instant, (schedule, from) => {
        const times = [from, ...nextFires(schedule, new Date(from), 50).map((fire) => fire.getTime())];
        for (const [index, time] of times.slice(1).entries()) {
          expect(time).toBeGreaterThan(times[index]!);
          expect(time % 60_000).toBe(0);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("are croner's in UTC, where no clock change divides us", () => {
    // croner counts */2 as a restricted day field, so at most one day field is restricted here.
    const days = fc.oneof(
      field(1, 28).map((text) => `${text} * *`),
      field(0, 6).map((text) => `* * ${text}`),
      field(1, 12).map((text) => `* ${text} *`),
    );
    const text = fc.tuple(field(0, 59), field(0, 23), days).map((fields) => fields.join(" "));
    fc.assert(
      fc.property(text, instant, (source, from) => {
        const expected = new Cron(source, { timezone: "UTC", mode: "5-part" }).nextRun(new Date(from));
        expect(nextFire(parseSchedule(source, "UTC"), new Date(from))).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
});
