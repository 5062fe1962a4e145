import { describe, expect, it } from "vitest";
import { runIdIn } from "./run-id-in.ts";

describe("runIdIn", () => {
  it.each([
    ["123", 123],
    ["#123", 123],
    ["run 123", 123],
    ["Run #123 ", 123],
    ["run123", 123],
  ])("reads %s", (query, id) => expect(runIdIn(query)).toBe(id));

  it.each(["", "0", "runs", "12a", "-1", "1.5", "# 1 2", "9999999999999999"])("reads none in %s", (query) =>
    expect(runIdIn(query)).toBeNull(),
  );
});
