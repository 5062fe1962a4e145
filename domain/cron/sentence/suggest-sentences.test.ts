import { describe, expect, it } from "vitest";
import { parseSentence, suggestSentences } from "./index.ts";
import { EXAMPLES } from "./sentence-examples.ts";

describe("suggestSentences", () => {
  it.each([
    [""],
    ["e"],
    ["Every "],
    ["every 1"],
    ["every 15"],
    ["every 15 m"],
    ["every Monday a"],
    ["EVERY MON"],
    ["at 9"],
    ["  on   the first"],
    ["twice a day at 6"],
    ["last Fri"],
    ["every day at 9:00 in "],
  ])("completes %j with sentences that can be read", (prefix) => {
    const suggestions = suggestSentences(prefix);
    expect(suggestions.length).toBeGreaterThan(0);
    expect(suggestions.length).toBeLessThanOrEqual(6);
    expect(new Set(suggestions).size).toBe(suggestions.length);
    const typed = prefix.trim().replace(/\s+/g, " ");
    for (const suggestion of suggestions) {
      expect(suggestion.startsWith(typed)).toBe(true);
      expect(parseSentence(suggestion)).toMatchObject({ ok: true });
    }
  });

  it("offers the usual first", () => {
    expect(suggestSentences("every 15")[0]).toBe("every 15 minutes");
    expect(suggestSentences("every weekday")[0]).toBe("every weekday at 9:30");
    expect(suggestSentences("every Wed")).toContain("every Wednesday");
    expect(suggestSentences("the third")).toContain("the third Monday of the month");
  });

  it.each([["banana"], ["constructor"], ["every constructor"], ["every 45 sec"], ["x".repeat(301)]])(
    "offers nothing where no sentence goes on from %j",
    (prefix) => {
      expect(suggestSentences(prefix)).toEqual([]);
    },
  );
});

describe("the examples", () => {
  it.each(EXAMPLES)("%s can be read", (example) => {
    expect(parseSentence(example)).toMatchObject({ ok: true });
  });
});
