import { describe, expect, it } from "vitest";
import { firesInWords, limitsInWords, windowInWords } from "./policy-summary.ts";
import { newTaskDraft } from "./task-draft.ts";

const draft = newTaskDraft("UTC", 1);

describe("what a folded group of settings says", () => {
  it("of a new task", () => {
    expect(firesInWords(draft)).toBe("Late: run the newest only. Overlap: skip the new fire.");
    expect(limitsInWords(draft)).toBe("No retries; stopped after 30s.");
    expect(windowInWords(draft)).toBe("Always, at the fire time.");
  });

  it("of late and overlapping fires", () => {
    expect(firesInWords({ ...draft, misfire: "skip", misfireGraceS: "90", overlap: "allow" })).toBe(
      "Late: run none that is late, after 1m 30s. Overlap: run side by side.",
    );
  });

  it("of retries and limits, as typed where it is no number", () => {
    expect(limitsInWords({ ...draft, retries: "1", retryDelayS: "5", timeoutS: "600" })).toBe(
      "1 retry, the first after 5s; stopped after 10m.",
    );
    expect(limitsInWords({ ...draft, timeoutS: "soon" })).toBe("No retries; stopped after “soon”.");
  });

  it("of the window, leaving out what has no limit", () => {
    const words = windowInWords({ ...draft, endsAt: "2026-02-01T08:00", spreadS: "60" });
    expect(words).toMatch(/^Until .*Feb 1.*, spread over 1m\.$/);
    expect(windowInWords({ ...draft, active: false })).toBe("Switched off.");
    expect(windowInWords({ ...draft, pausedUntil: "2026-02-01T08:00" })).toMatch(/^Paused until /);
  });
});
