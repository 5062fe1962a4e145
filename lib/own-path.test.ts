import { expect, it } from "vitest";
import { ownPath } from "./own-path.ts";

it.each([
  ["/apps/1?x=2", "/apps/1?x=2"],
  [null, "/"],
  ["https://evil.test", "/"],
  ["//evil.test", "/"],
  ["/\\evil.test", "/"],
  ["javascript:alert(1)", "/"],
])("leads from %s to %s", (path, expected) => {
  expect(ownPath(path)).toBe(expected);
});
