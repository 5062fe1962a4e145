import { describe, expect, it } from "vitest";
import { findLocale, loadDescribeIn } from "./describe-in.ts";
import { parseSchedule } from "./parse-schedule.ts";
import { saySchedule } from "./say-schedule.ts";

const describeIn = await loadDescribeIn();
const inLanguage = (expression: string, language: string) => describeIn(parseSchedule(expression, "UTC"), language);

describe("the words of a schedule in another language", () => {
  it.each([
    ["de-AT", "Um 08:00, nur jeden Montag"],
    ["fr", "À 08:00, uniquement le lundi"],
    ["en-GB", null],
    ["tlh", null],
  ])("%s", (language, words) => {
    expect(inLanguage("0 8 * * 1", language)).toBe(words);
  });

  it("are left to English where English had to be corrected, since a translation would say what does not happen", () => {
    expect(inLanguage("0 0 13 * 5", "de")).toBeNull();
    expect(inLanguage("*/7 * * * *", "de")).toBeNull();
  });
});

it("finds the nearest language that there is", () => {
  const known = ["en", "de", "pt_BR", "pt_PT", "zh_CN", "zh_TW"];
  expect(["de-CH", "pt-BR", "pt-pt", "zh-TW", "zh", "xx"].map((language) => findLocale(language, known))).toEqual([
    "de",
    "pt_BR",
    "pt_PT",
    "zh_TW",
    "zh_CN",
    null,
  ]);
});

describe("saySchedule", () => {
  it.each([
    ["0 8 * * 1", "de-AT", { words: "Um 08:00, nur jeden Montag", language: "de-AT" }],
    ["0 20 * * 1", "en-US", { words: "At 08:00 PM, only on Monday", language: "en" }],
    // English with the hours as the reader writes them.
    ["0 20 13 * 5", "de", { words: "At 20:00, on day 13 of the month or on Friday", language: "en" }],
    ["0 25 * * *", "de", null],
  ])("says %s to a reader of %s", (expression, language, text) => {
    expect(saySchedule(expression, language, describeIn)).toEqual(text);
  });
});
