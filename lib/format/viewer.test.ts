import { describe, expect, it } from "vitest";
import { readViewer, viewerCookie } from "./viewer.ts";

const NOW = Date.parse("2026-11-24T12:00:00Z");

describe("readViewer", () => {
  it("reads what viewerCookie writes, among other cookies", () => {
    const cookie = viewerCookie({ locale: "de-DE", timezone: "Europe/Berlin" });
    expect(readViewer(`a=1; viewer=${cookie}; b=2`, NOW)).toEqual({
      locale: "de-DE",
      timezone: "Europe/Berlin",
      now: NOW,
    });
  });

  it.each([
    ["no cookies", undefined],
    ["another cookie whose name ends like ours", "myviewer=en~UTC"],
    ["a zone that is none", "viewer=en~Mars%2FOlympus"],
    ["a language that is none", "viewer=not_a_language~UTC"],
    ["no zone", "viewer=en"],
    ["no language", "viewer=~UTC"],
    ["a broken escape", "viewer=%E0%A4%A"],
    ["far too much", `viewer=${"e".repeat(5_000)}~UTC`],
  ])("knows nobody by %s", (_what, cookies) => {
    expect(readViewer(cookies, NOW)).toBeUndefined();
  });
});
