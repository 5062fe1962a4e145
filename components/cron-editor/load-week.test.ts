import { describe, expect, it } from "vitest";
import { offsetMinutesAt } from "#domain/cron/index.ts";
import { findClash } from "./find-clash.ts";
import { loadWeek, weekFrom } from "./load-week.ts";

const offsetIn = (zone: string) => (at: number) => offsetMinutesAt(zone, new Date(at));
const zeros = (minutes: number) => new Array<number>(minutes).fill(0);
const at = (iso: string) => Date.parse(`${iso}Z`);

describe("a week of load", () => {
  it("begins with the hour that is running and ends with the seventh day of the zone", () => {
    const { from, to } = weekFrom(at("2026-01-05T10:40"), 60);
    expect([new Date(from).toISOString(), new Date(to).toISOString()]).toEqual([
      "2026-01-05T10:00:00.000Z",
      "2026-01-11T23:00:00.000Z",
    ]);
  });

  it("sums up the minutes of each hour of the zone's clock, own and others", () => {
    const from = at("2026-01-05T10:00");
    const others = zeros(7 * 1_440);
    const own = zeros(7 * 1_440);
    others[0] = 2;
    others[59] = 1;
    own[30] = 1;
    const { days, busiest } = loadWeek(from, others, own, offsetIn("Asia/Kolkata"));
    // 10:00 UTC is 15:30 there.
    expect(days[0]![15]).toEqual({ at: from, others: 2, own: 0 });
    expect(days[0]![16]).toMatchObject({ others: 1, own: 1 });
    expect(days[0]![14]).toBeNull();
    expect(busiest).toBe(days[0]![15]);
    expect(days[1]![0]).toMatchObject({ others: 0, own: 0 });
  });

  it("counts a repeated hour once and leaves out a skipped one", () => {
    const from = at("2026-10-25T00:00");
    const twice = loadWeek(from, new Array<number>(1_440).fill(1), zeros(1_440), offsetIn("Europe/Rome"));
    expect(twice.days[0]!.map((cell) => cell?.others ?? null).slice(0, 5)).toEqual([null, null, 120, 60, 60]);
    const skipped = loadWeek(
      at("2026-03-29T00:00"),
      new Array<number>(1_440).fill(1),
      zeros(1_440),
      offsetIn("Europe/Rome"),
    );
    expect(skipped.days[0]!.map((cell) => cell?.others ?? null).slice(0, 4)).toEqual([null, 60, null, 60]);
  });

  it("has no busiest hour when nothing starts", () => {
    expect(loadWeek(0, zeros(60), zeros(60), () => 0).busiest).toBeNull();
  });
});

describe("a clash", () => {
  const withStarts = (starts: Record<number, number>) => Object.assign(zeros(3_000), starts);

  it("is a minute that the task shares with two others or more, the worst one named", () => {
    const own = withStarts({ 100: 1, 1540: 1 });
    expect(findClash(withStarts({ 100: 2, 1540: 5 }), own)).toEqual({
      minutes: 2,
      worst: 1_540,
      others: 5,
      spreadMs: 600_000,
    });
    expect(findClash(withStarts({ 100: 1, 101: 9 }), own)).toBeNull();
  });

  it("is no clash when the minutes after are as full", () => {
    expect(findClash(new Array<number>(3_000).fill(4), withStarts({ 100: 1 }))).toBeNull();
  });

  it("is spread by no more than half the pause between two fires of the task", () => {
    expect(findClash(withStarts({ 10: 3 }), withStarts({ 10: 1, 15: 1, 20: 1 }))?.spreadMs).toBe(120_000);
    expect(findClash(withStarts({ 10: 3 }), withStarts({ 10: 1, 11: 1 }))).toBeNull();
  });
});
