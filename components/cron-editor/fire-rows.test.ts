import { describe, expect, it } from "vitest";
import { fireRows } from "./fire-rows.ts";

const at = (iso: string) => new Date(`${iso}Z`);
const change = (iso: string) => ({
  change: { at: at(iso), beforeOffsetMinutes: 60, afterOffsetMinutes: 120 },
  effect: null,
});
const kinds = (...input: Parameters<typeof fireRows>) =>
  fireRows(...input).map(({ kind, at: when }) => `${kind} ${when.toISOString().slice(5, 16)}`);

describe("the list of what comes", () => {
  it("puts a clock change where it falls, before the fire of its instant", () => {
    expect(kinds([at("2026-03-28T01:00"), at("2026-03-29T01:00")], [change("2026-03-29T01:00")], true)).toEqual([
      "fire 03-28T01:00",
      "change 03-29T01:00",
      "fire 03-29T01:00",
    ]);
  });

  it("shows that fires are left out before a change behind the last one", () => {
    expect(kinds([at("2026-03-01T01:00")], [change("2026-03-29T01:00")], true)).toEqual([
      "fire 03-01T01:00",
      "gap 03-01T01:00",
      "change 03-29T01:00",
    ]);
    expect(kinds([at("2026-03-01T01:00")], [change("2026-03-29T01:00")], false)).not.toContain("gap 03-01T01:00");
  });
});
