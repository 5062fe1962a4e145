import { describe, expect, it } from "vitest";
import vectors from "./fixtures/cron.json" with { type: "json" };
import { firesBetween, nextFire, nextFires, parseSchedule, previousFire } from "./index.ts";

const iso = (date: Date) => date.toISOString().replace(".000Z", "Z");

/** Wall time of an instant by this runtime's own time zone data. */
function wallTime(instant: string, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, hourCycle: "h23", hour: "2-digit", minute: "2-digit" });
  return format.format(new Date(instant));
}

describe("nextFires on the known answers", () => {
  const settled = vectors.vectors.filter(({ group }) => group !== "tzdb_skew");

  it.each(settled)("$id $expr in $tz: $note", ({ expr, tz, from, n, expected }) => {
    expect(nextFires(parseSchedule(expr, tz), new Date(from), n).map(iso)).toEqual(expected);
  });

  /*
   * The answers of these three depend on the version of the time zone database: V123 and V125 need
   * 2026d, V126 on the EU's transition hour for Moldova. With older data the runtime decides, and the
   * fires must agree with what the runtime shows as wall time. Data of 2026d and later decides none.
   */
  const skewed = [
    { id: "V123", wall: ["09:00"] },
    { id: "V125", wall: ["09:00"] },
    { id: "V126", wall: ["02:30", "02:30"] },
  ];

  it.each(skewed)("$id agrees with the runtime's time zone data", ({ id, wall }) => {
    const { expr, tz, from, n, expected } = vectors.vectors.find((vector) => vector.id === id)!;
    const fires = nextFires(parseSchedule(expr, tz), new Date(from), n).map(iso);

    expect(fires.map((fire) => wallTime(fire, tz))).toEqual(wall);
    const dataAgrees = expected.every((instant, index) => wallTime(instant, tz) === wall[index]);
    expect(fires).toEqual(dataAgrees ? expected : fires);
  });
});

describe("previousFire", () => {
  it.each(vectors.vectors)("names the fires of $id $expr in $tz backwards", ({ expr, tz, from, n }) => {
    const schedule = parseSchedule(expr, tz);
    const fires = nextFires(schedule, new Date(from), n);
    const backwards = [fires.at(-1)!];
    while (backwards.length < n) backwards.push(previousFire(schedule, new Date(backwards.at(-1)!.getTime() - 1))!);

    expect(backwards.reverse()).toEqual(fires);
    expect(previousFire(schedule, fires[0]!)).toEqual(fires[0]);
    const before = previousFire(schedule, new Date(from));
    if (before) expect(before.getTime()).toBeLessThanOrEqual(Date.parse(from));
  });

  it("answers null before the first year", () => {
    expect(previousFire(parseSchedule("0 0 * * *", "UTC"), new Date("1899-12-31T23:00:00Z"))).toBeNull();
  });
});

describe("nextFire", () => {
  it("jumps over the years of a rare date", () => {
    const next = (expression: string, after: string) =>
      iso(nextFire(parseSchedule(expression, "UTC"), new Date(after))!);
    expect(next("0 0 29 2 *", "2096-03-01T00:00:00Z")).toBe("2104-02-29T00:00:00Z");
    // 29 February on a Sunday: no leap day in 2100, so the longest wait there is.
    expect(next("0 0 29 2 */7", "2088-03-01T00:00:00Z")).toBe("2128-02-29T00:00:00Z");
  });

  it("ends with the year 9999", () => {
    expect(nextFire(parseSchedule("0 0 1 1 *", "UTC"), new Date("9999-01-01T00:00:00Z"))).toBeNull();
    expect(nextFire(parseSchedule("* * * * *", "Asia/Tokyo"), new Date(8.64e15))).toBeNull();
  });

  it("refuses an invalid date", () => {
    expect(() => nextFire(parseSchedule("* * * * *", "UTC"), new Date(Number.NaN))).toThrow(RangeError);
  });

  it("fires once for hours that repeat from the first minute of a UTC year", () => {
    // In Cambridge Bay the wall clock went from 1920-01-01 00:00 back to 1919-12-31 17:00.
    const schedule = parseSchedule("0 20 * * *", "America/Cambridge_Bay");
    expect(nextFires(schedule, new Date("1919-12-31T12:00:00Z"), 2).map(iso)).toEqual([
      "1919-12-31T20:00:00Z",
      "1920-01-02T03:00:00Z",
    ]);
  });
});

describe("firesBetween", () => {
  const hourly = parseSchedule("0 * * * *", "UTC");
  const between = (from: string, to: string, limit = 10) =>
    firesBetween(hourly, new Date(from), new Date(to), limit).map(iso);

  it("includes both ends", () => {
    expect(between("2026-01-01T10:00:00Z", "2026-01-01T12:00:00Z")).toEqual([
      "2026-01-01T10:00:00Z",
      "2026-01-01T11:00:00Z",
      "2026-01-01T12:00:00Z",
    ]);
  });

  it("leaves out fires a millisecond outside", () => {
    expect(between("2026-01-01T10:00:00.001Z", "2026-01-01T11:59:59.999Z")).toEqual(["2026-01-01T11:00:00Z"]);
  });

  it("keeps the oldest when the limit is reached", () => {
    expect(between("2026-01-01T10:00:00Z", "2026-01-02T12:00:00Z", 1)).toEqual(["2026-01-01T10:00:00Z"]);
    expect(between("2026-01-01T10:00:00Z", "2026-01-02T12:00:00Z", 0)).toEqual([]);
  });
});
