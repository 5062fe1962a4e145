import { describe, expect, it } from "vitest";
import { describeIn, findLocale } from "./describe-in.ts";
import { parseSchedule } from "./parse-schedule.ts";

const inLanguage = (expression: string, language: string) => describeIn(parseSchedule(expression, "UTC"), language);

describe("the words of a schedule in another language", () => {
  it.each([
    ["de-AT", "Um 08:00, nur jeden Montag"],
    ["fr", "À 08:00, uniquement le lundi"],
    ["en-GB", null],
    ["tlh", null],
  ])("%s", async (language, words) => {
    expect(await inLanguage("0 8 * * 1", language)).toBe(words);
  });

  it("are left to English where English had to be corrected, since a translation would say what does not happen", async () => {
    expect(await inLanguage("0 0 13 * 5", "de")).toBeNull();
    expect(await inLanguage("*/7 * * * *", "de")).toBeNull();
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
