import { afterAll, describe, expect, it } from "vitest";
import { keepViewersIn, type Viewer } from "#lib/format/viewer.ts";
import {
  addDays,
  atHour,
  dayKey,
  hourOfDay,
  hoursOfDay,
  startOfDay,
  startOfHour,
  startOfWeek,
} from "./calendar-window.ts";

let viewer: Viewer | undefined;
keepViewersIn({ getStore: () => viewer });
afterAll(() => keepViewersIn({ getStore: () => undefined }));

const inZone = (timezone: string) => {
  viewer = { locale: "en", timezone, now: null };
};
const iso = (at: number | null) => new Date(at!).toISOString();

describe("the calendar of a viewer whose zone is not this machine's", () => {
  it.each([
    ["Asia/Tokyo", "2026-01-31", "2026-01-30T15:00:00.000Z", 24],
    ["America/New_York", "2026-07-01", "2026-07-01T04:00:00.000Z", 24],
    ["Asia/Kathmandu", "2026-01-01", "2025-12-31T18:15:00.000Z", 24],
    ["Europe/Berlin", "2026-03-29", "2026-03-28T23:00:00.000Z", 23],
    ["Europe/Berlin", "2026-10-25", "2026-10-24T22:00:00.000Z", 25],
    // There is no midnight: the day begins at one o'clock.
    ["America/Sao_Paulo", "2018-11-04", "2018-11-04T03:00:00.000Z", 23],
    // There are two.
    ["America/Havana", "2026-11-01", "2026-11-01T04:00:00.000Z", 25],
  ])("in %s begins %s at %s and has %i hours", (timezone, day, begins, hours) => {
    inZone(timezone);
    const start = startOfDay(day)!;
    expect(iso(start)).toBe(begins);
    expect(dayKey(start)).toBe(day);
    expect(hoursOfDay(start)).toHaveLength(hours);
    expect(dayKey(addDays(start, 1) - 1)).toBe(day);
  });

  it.each([
    ["Australia/Lord_Howe", "2026-10-04", ["01:00", "02:30", "03:00"], 24],
    ["Australia/Lord_Howe", "2026-04-05", ["01:00", "01:30", "02:00"], 25],
    ["Europe/Berlin", "2026-03-29", ["01:00", "03:00", "04:00"], 23],
    ["Europe/Berlin", "2026-10-25", ["01:00", "02:00", "02:00"], 25],
    // The clock went from one minute past midnight back into the day before.
    ["America/St_Johns", "2010-11-07", ["23:01", "00:00", "01:00"], 26],
    ["Asia/Kathmandu", "2026-01-01", ["01:00", "02:00", "03:00"], 24],
  ])("in %s has on %s an hour for each instant, also where the clock changes", (timezone, day, second, count) => {
    inZone(timezone);
    const start = startOfDay(day)!;
    const hours = hoursOfDay(start);
    expect(hours).toHaveLength(count);
    const clock = new Intl.DateTimeFormat("en-GB", { timeZone: timezone, hour: "2-digit", minute: "2-digit" });
    expect(hours.slice(1, 4).map((hour) => clock.format(hour))).toEqual(second);
    const end = addDays(start, 1);
    const struck = new Set<number>();
    for (let at = start; at < end; at += 60_000) struck.add(startOfHour(at));
    expect([...struck]).toEqual(hours);
  });

  it("has weeks that begin on its Monday, and hours that begin where its clock strikes", () => {
    inZone("Pacific/Auckland");
    const sunday = startOfDay("2026-01-04")!;
    expect(dayKey(startOfWeek(sunday))).toBe("2025-12-29");
    inZone("Asia/Kathmandu");
    expect(iso(startOfHour("2026-01-01T10:20:00Z"))).toBe("2026-01-01T10:15:00.000Z");
    const day = startOfDay("2026-01-01")!;
    expect(hourOfDay(day + 5 * 3_600_000)).toBe(5);
    expect(iso(atHour(day, 9))).toBe("2026-01-01T03:15:00.000Z");
    inZone("Europe/Berlin");
    expect(iso(atHour(startOfDay("2026-03-29")!, 9))).toBe("2026-03-29T07:00:00.000Z");
  });
});
