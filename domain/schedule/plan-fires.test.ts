import fc from "fast-check";
import { describe, expect, it } from "vitest";
import vectors from "../cron/fixtures/cron.json" with { type: "json" };
import { firesBetween, nextFire, parseSchedule, type Schedule } from "../cron/index.ts";
import { armAt, type FirePlan, type MisfirePolicy, planFires } from "./plan-fires.ts";

const iso = (date: Date) => date.toISOString().replace(".000Z", "Z");
const at = (text: string) => new Date(`2026-06-${text}Z`);
const everyMinute = parseSchedule("* * * * *", "UTC");
const hourly = parseSchedule("0 * * * *", "UTC");

type Input = Parameters<typeof planFires>[0];

/** Plans until nothing more is due; `later` moves the clock between two plans. */
function planAll(input: Input, later = 0): FirePlan & { plans: FirePlan[] } {
  const plans = [planFires(input)];
  while (plans.at(-1)!.more) {
    const now = new Date(input.now.getTime() + later * plans.length);
    plans.push(planFires({ ...input, now, nextFireAt: plans.at(-1)!.nextFireAt! }));
  }
  const last = plans.at(-1)!;
  return { ...last, fire: plans.flatMap((plan) => plan.fire), missed: plans.flatMap((plan) => plan.missed), plans };
}

describe("planFires on the known answers", () => {
  const outages = vectors.catchup.filter(({ id }) => !["C11", "C12", "C13"].includes(id));

  it.each(outages)("$id $note", ({ expr, tz, last_scheduled_for, now, policy, run, skipped, catchup_window_s }) => {
    const schedule = parseSchedule(expr, tz);
    const plan = planAll({
      schedule,
      nextFireAt: nextFire(schedule, new Date(last_scheduled_for!))!,
      now: new Date(now),
      misfire: policy as MisfirePolicy,
      catchUpMs: catchup_window_s * 1_000,
    });

    if (typeof run === "number") expect(plan.fire).toHaveLength(run);
    else expect(plan.fire.map(iso)).toEqual(run);
    expect(plan.missed).toHaveLength(skipped);
    expect(plan.nextFireAt!.getTime()).toBeGreaterThan(Date.parse(now));
  });

  it.each([
    ["C11", "resumed_at", "2026-06-01T16:00:00Z"],
    ["C12", "created_at", "2026-06-01T11:00:00Z"],
    ["C13", "updated_at", "2026-06-01T11:30:00Z"],
  ] as const)("%s arms from %s and owes nothing to the past", (id, moment, next) => {
    const vector = vectors.catchup.find((candidate) => candidate.id === id)!;
    const schedule = parseSchedule(vector.expr, vector.tz);
    const nextFireAt = armAt(schedule, new Date(vector[moment]!))!;

    expect(iso(nextFireAt)).toBe(next);
    const plan = planFires({
      schedule,
      nextFireAt,
      now: new Date(vector.now),
      misfire: vector.policy as MisfirePolicy,
    });
    expect(plan).toEqual({ fire: [], missed: [], nextFireAt, more: false });
  });

  it("C10: a clock that went back leaves the next fire alone", () => {
    const plan = planFires({ schedule: hourly, nextFireAt: at("01T12:00:00"), now: at("01T10:58:00"), misfire: "all" });
    expect(plan.nextFireAt).toEqual(at("01T12:00:00"));
  });

  it("T04: two fires that nobody ticked for are missed, the third runs", () => {
    const plan = planFires({
      schedule: everyMinute,
      nextFireAt: at("01T12:01:00"),
      now: at("01T12:03:01"),
      misfire: "latest",
    });
    expect(plan).toEqual({
      fire: [at("01T12:03:00")],
      missed: [
        { at: at("01T12:01:00"), code: "SUPERSEDED", reason: expect.stringContaining("2 minutes late") },
        { at: at("01T12:02:00"), code: "SUPERSEDED", reason: expect.stringContaining('"latest"') },
      ],
      nextFireAt: at("01T12:04:00"),
      more: false,
    });
  });
});

// Thousands of computed cases: on a busy machine they may take long, which is no failure.
describe("planFires", { timeout: 120_000 }, () => {
  it("runs a single due fire under every policy, and moves on", () => {
    for (const misfire of ["latest", "all", "skip"] as const) {
      const plan = planFires({ schedule: hourly, nextFireAt: at("01T10:00:00"), now: at("01T10:00:00.4"), misfire });
      expect(plan).toEqual({ fire: [at("01T10:00:00")], missed: [], nextFireAt: at("01T11:00:00"), more: false });
    }
  });

  it("skips a fire that is later than the grace period, and says so", () => {
    const late = (now: string) =>
      planFires({ schedule: hourly, nextFireAt: at("01T10:00:00"), now: at(now), misfire: "skip" });
    expect(late("01T10:01:00").fire).toEqual([at("01T10:00:00")]);
    expect(late("01T10:01:00.001")).toMatchObject({ fire: [], missed: [{ code: "SKIPPED_LATE" }] });
  });

  it("runs a fire at the edge of the catch-up window, and not past it", () => {
    const plan = (now: string) =>
      planFires({
        schedule: hourly,
        nextFireAt: at("01T10:00:00"),
        now: at(now),
        misfire: "latest",
        catchUpMs: 600_000,
      });
    expect(plan("01T10:10:00").fire).toEqual([at("01T10:00:00")]);
    expect(plan("01T10:10:00.001")).toMatchObject({
      fire: [],
      missed: [{ code: "TOO_OLD" }],
      nextFireAt: at("01T11:00:00"),
    });
  });

  it("gives each missed fire of a long backlog its own reason", () => {
    const plan = planAll({
      schedule: hourly,
      nextFireAt: at("01T00:00:00"),
      now: at("03T00:00:00"),
      misfire: "all",
      maxCatchUp: 2,
    });
    expect(plan.fire).toEqual([at("02T23:00:00"), at("03T00:00:00")]);
    expect(plan.missed.filter(({ code }) => code === "TOO_OLD")).toHaveLength(24);
    expect(plan.missed.filter(({ code }) => code === "OVER_LIMIT")).toHaveLength(23);
    expect(plan.missed[0]!.reason).toBe(
      "The scheduler came to this fire 2 days late; the catch-up window is 24 hours.",
    );
  });

  it("works off 30 days of a minute schedule in pieces, while the clock goes on", () => {
    const input = { schedule: everyMinute, nextFireAt: at("01T00:00:00"), now: new Date("2026-07-01T00:00:00Z") };
    const plan = planAll({ ...input, misfire: "latest" }, 5_000);

    expect(plan.plans).toHaveLength(44);
    for (const piece of plan.plans.slice(0, -1)) {
      expect(piece.fire).toEqual([]);
      expect(piece.missed).toHaveLength(1_000);
    }
    expect(plan.fire).toHaveLength(1);
    expect(plan.missed.length + 1).toBe(30 * 1_440 + 1 + 3);
  });

  it("passes over a stored time that the schedule does not name", () => {
    const plan = planFires({
      schedule: hourly,
      nextFireAt: at("01T10:20:00"),
      now: at("01T10:30:00"),
      misfire: "latest",
    });
    expect(plan).toEqual({ fire: [], missed: [], nextFireAt: at("01T11:00:00"), more: false });
  });

  it("ends with the schedule", () => {
    const yearly = parseSchedule("0 0 1 1 *", "UTC");
    const last = new Date("9999-01-01T00:00:00Z");
    const plan = planFires({ schedule: yearly, nextFireAt: last, now: last, misfire: "latest" });
    expect(plan).toEqual({ fire: [last], missed: [], nextFireAt: null, more: false });
  });

  it("plans every due fire exactly once, whatever the policy, the pieces and the clock", () => {
    const schedules = [
      everyMinute,
      hourly,
      parseSchedule("*/20 1,2 * * *", "Europe/Berlin"),
      parseSchedule("30 2 * * 0", "America/New_York"),
    ];
    const input = fc.record({
      schedule: fc.constantFrom<Schedule>(...schedules),
      nextFireAt: fc.date({
        min: new Date("2026-10-20T00:00:00Z"),
        max: new Date("2026-11-05T00:00:00Z"),
        noInvalidDate: true,
      }),
      outageMs: fc.integer({ min: 0, max: 40 * 3_600_000 }),
      misfire: fc.constantFrom<MisfirePolicy>("latest", "all", "skip"),
      catchUpMs: fc.integer({ min: 0, max: 40 * 3_600_000 }),
      graceMs: fc.integer({ min: 0, max: 600_000 }),
      maxCatchUp: fc.integer({ min: 1, max: 20 }),
      // At least 3: the clock may go on by a fire and a half from plan to plan, and each plan must gain on it.
      chunk: fc.integer({ min: 3, max: 500 }),
    });
    fc.assert(
      fc.property(input, fc.integer({ min: 0, max: 90_000 }), ({ outageMs, ...rest }, later) => {
        const now = new Date(rest.nextFireAt.getTime() + outageMs);
        const plan = planAll({ ...rest, now }, later);

        const end = new Date(now.getTime() + later * (plan.plans.length - 1));
        const planned = [...plan.fire, ...plan.missed.map((missed) => missed.at)].sort(
          (a, b) => a.getTime() - b.getTime(),
        );
        expect(planned).toEqual(firesBetween(rest.schedule, rest.nextFireAt, end, 10_000));
        expect(plan.nextFireAt).toEqual(nextFire(rest.schedule, end));
        for (const fire of plan.fire) expect(end.getTime() - fire.getTime()).toBeLessThanOrEqual(rest.catchUpMs);
        for (const piece of plan.plans) expect(piece.missed.length).toBeLessThanOrEqual(rest.chunk);
      }),
      { numRuns: 200 },
    );
  });
});
