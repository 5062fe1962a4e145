import { expect, it } from "vitest";
import { entryWords } from "./audit-words.ts";

const target = { kind: "task", id: "1", name: "remind" } as const;

it.each([
  ["update", ["changed the task ", "remind", ""]],
  ["disable-second-factor", ["turned the second factor of the task ", "remind", " off"]],
  ["something-new", ["something new the task ", "remind", ""]],
])("reads %s as a sentence", (action, words) => {
  expect(entryWords({ action, target })).toEqual(words);
});
