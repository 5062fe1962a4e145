import { describe, expect, it } from "vitest";
import { CITY_ZONES } from "#domain/cron/city-zones.ts";
import { isValidTimezone, offsetMinutesAt } from "#domain/cron/index.ts";
import { cityFoundBy, findZones, offsetText, zoneOption } from "./zone-options.ts";

const WINTER = new Date("2026-01-15T12:00:00Z");
const OPTIONS = [
  "Europe/Rome",
  "UTC",
  "America/New_York",
  "America/Sao_Paulo",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Europe/London",
  "America/St_Johns",
].map((zone) => zoneOption(zone, (name) => offsetMinutesAt(name, WINTER)));
const found = (query: string) => findZones(OPTIONS, query).map(({ zone }) => zone);

describe("the search for a time zone", () => {
  it("finds any part of the name, in any case and with or without accents", () => {
    expect(found("york")).toEqual(["America/New_York"]);
    expect(found("são paulo")).toEqual(["America/Sao_Paulo"]);
    expect(found("new york america")).toEqual(["America/New_York"]);
    expect(found("nowhere")).toEqual([]);
  });

  it("finds large cities that no zone is named after, and says so", () => {
    expect(found("mumbai")).toEqual(["Asia/Kolkata"]);
    expect(cityFoundBy("Asia/Kolkata", "mumbai")).toBe("Mumbai");
    expect(cityFoundBy("Asia/Kolkata", "kolk")).toBeNull();
    expect([...CITY_ZONES.values()].filter((zone) => !isValidTimezone(zone))).toEqual([]);
  });

  it("finds a city by its own name, and a zone by what people call it", () => {
    const all = ["Europe/Berlin", "Europe/Vienna", "America/Los_Angeles", "UTC"].map((zone) =>
      zoneOption(zone, () => 0),
    );
    const first = (query: string) => findZones(all, query)[0]?.zone;
    expect(["koln", "Wien", "PST", "gmt"].map(first)).toEqual(all.map(({ zone }) => zone));
  });

  it("finds an offset, with all minutes unless they are given", () => {
    expect(found("+5")).toEqual(["Asia/Kolkata", "Asia/Kathmandu"]);
    expect(found("utc+5:45")).toEqual(["Asia/Kathmandu"]);
    expect(found("GMT-3")).toEqual(["America/Sao_Paulo", "America/St_Johns"]);
    expect(found("+0")).toEqual(["UTC", "Europe/London"]);
  });

  it("keeps the order, but for cities that begin with what is searched", () => {
    expect(found("")).toEqual(OPTIONS.map(({ zone }) => zone));
    expect(found("e")[0]).toBe("Europe/Rome");
    expect(found("lo")[0]).toBe("Europe/London");
  });

  it("writes offsets as people do", () => {
    expect([0, 60, 330, -210].map(offsetText)).toEqual(["UTC", "UTC+1", "UTC+5:30", "UTC−3:30"]);
  });
});
